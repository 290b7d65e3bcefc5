using System.Net.Http.Headers;
using System.Text;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>Requests to one operation: what the document allows, and what it does not.</summary>
internal sealed class FuzzRequests(ApiOperations operations, SeededRandom random)
{
    private static readonly Dictionary<string, string[]> parameterValues = new(StringComparer.OrdinalIgnoreCase)
    {
        ["symbol"] = ["ELM", "ACORN-USD", "YOUNG/ONE", "EMPTY", "NOPE"],
        ["id"] = ["01936d2e-5c00-7000-8000-000000000000", "boosting-1", "1", "nothing"],
        ["asOf"] = ["latest", "2025-10-30T15:00:00Z", "2025-10-31T16:00:00.5Z", ""],
        ["replay"] = ["true", "full", "false"],
        ["stream"] = ["fuzz.a", "fuzz.b", "x"],
        ["session"] = ["24h", "09:30-16:00 America/New_York"],
        ["last"] = ["1", "100", "1000"],
        ["after"] = ["0", "5"],
    };

    /// <summary>Rows of streams, for bodies that are no JSON document.</summary>
    private static readonly string[] rows =
    [
        """{"sequence":1,"type":"quote","instrument":"ELM","eventTime":"2025-10-31T16:00:00Z","bid":40.1,"bidSize":100,"ask":40.2,"askSize":100}""",
        """{"sequence":2,"type":"trade","instrument":"ELM","eventTime":"2025-10-31T16:00:01Z","price":40.2,"size":50,"side":"buy"}""",
        "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size",
        "1,2025-10-31T16:00:00Z,ELM,quote,,,,40.1,100,40.2,100",
        "2,2025-10-31T16:00:01Z,ELM,trade,40.2,50,buy,,,,",
        "sequence,source,name,instrument,event_time,known_time,value",
        "1,news,sentiment,ELM,2025-10-31T16:00:00Z,,0.4",
    ];

    private readonly SchemaValues values = new(operations, random);
    private readonly RequestMutator mutator = new(random);

    public HttpRequestMessage Next(ApiOperation operation)
    {
        string method = random.NextInt32(40) == 0 ? Pick(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]) : operation.Method;
        HttpRequestMessage request = new(new HttpMethod(method), Address(operation));
        if (operation.Bodies.Count > 0 && method is not ("GET" or "HEAD"))
            request.Content = Body(operation);
        if (random.NextInt32(12) == 0)
            request.Headers.TryAddWithoutValidation("Authorization", Pick(["Bearer nonsense", "Bearer impact_0123456789ab_" + new string('0', 64), "Basic YTpi", "Bearer", "bearer  impact_"]));
        if (random.NextInt32(12) == 0)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Pick(["a", "same", "", new string('k', 300), "\"quoted\""]));
        return request;
    }

    private string Address(ApiOperation operation)
    {
        StringBuilder address = new(operation.Path);
        foreach (ApiParameter parameter in operation.Parameters.Where(p => p.IsInPath))
            address.Replace("{" + parameter.Name + "}", mutator.Address(Value(parameter)));
        char separator = '?';
        foreach (ApiParameter parameter in operation.Parameters.Where(p => !p.IsInPath && random.NextInt32(2) == 0))
        {
            address.Append(separator).Append(parameter.Name).Append('=').Append(mutator.Address(Value(parameter)));
            separator = '&';
        }

        return address.ToString();
    }

    private string Value(ApiParameter parameter) => parameterValues.TryGetValue(parameter.Name, out string[]? known) ? Pick(known) : mutator.Fragment();

    private ByteArrayContent Body(ApiOperation operation)
    {
        (string type, System.Text.Json.JsonElement schema) = operation.Bodies.ElementAt(random.NextInt32(operation.Bodies.Count));
        string text = type == "application/json" ? values.Write(schema) : string.Join('\n', Enumerable.Range(0, 1 + random.NextInt32(5)).Select(_ => Pick(rows)));
        byte[] bytes = Encoding.UTF8.GetBytes(mutator.Mutate(text));
        ByteArrayContent content = new(random.NextInt32(10) == 0 ? mutator.Spoil(bytes) : bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(random.NextInt32(30) == 0 ? Pick(["text/plain", "application/xml", "application/json", "text/csv"]) : type);
        return content;
    }

    private string Pick(string[] from) => from[random.NextInt32(from.Length)];
}
