using System.Net.Http.Headers;
using System.Text;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>Requests to one operation: what the document allows, and what it does not.</summary>
internal sealed class FuzzRequests(ApiOperations operations, SeededRandom random)
{
    /// <summary>More than a run will fill, few enough to be asked for again.</summary>
    private const int StreamsMax = 3_000;
    private const int IdsMax = 500;

    private static readonly Dictionary<string, string[]> parameterValues = new(StringComparer.OrdinalIgnoreCase)
    {
        ["symbol"] = ["ELM", "ACORN-USD", "YOUNG/ONE", "EMPTY", "NOPE"],
        ["asOf"] = ["latest", "2025-10-30T15:00:00Z", "2025-10-31T16:00:00.5Z", ""],
        ["replay"] = ["true", "full", "false"],
        ["session"] = ["24h", "09:30-16:00 America/New_York"],
        ["last"] = ["1", "100", "1000"],
        ["after"] = ["0", "5"],
    };

    private readonly SchemaValues values = new(operations, random);
    private readonly RequestMutator mutator = new(random);

    /// <summary>Ids by the name of what they are of in addresses, so that what is looked up is often there.</summary>
    private readonly Dictionary<string, List<string>> ids = new(StringComparer.Ordinal);

    /// <summary>Takes note of an id that an answer gives.</summary>
    /// <param name="kind">The second part of the address where it is looked up.</param>
    public void Learn(string kind, string id)
    {
        if (!ids.TryGetValue(kind, out List<string>? known))
            ids.Add(kind, known = ["01936d2e-5c00-7000-8000-000000000000", "nothing"]);
        if (known.Count < IdsMax)
            known.Add(id);
        else
            known[random.NextInt32(known.Count)] = id;
    }

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
        {
            string value = Value(operation, parameter);
            address.Replace("{" + parameter.Name + "}", random.NextInt32(2) == 0 ? mutator.Address(value) : Uri.EscapeDataString(value));
        }

        char separator = '?';
        foreach (ApiParameter parameter in operation.Parameters.Where(p => !p.IsInPath && random.NextInt32(10) < (p.Name is "stream" or "session" ? 9 : 2)))
        {
            string value = Value(operation, parameter);
            address.Append(separator).Append(parameter.Name).Append('=').Append(random.NextInt32(3) == 0 ? mutator.Address(value) : Uri.EscapeDataString(value));
            separator = '&';
        }

        return address.ToString();
    }

    private string Value(ApiOperation operation, ApiParameter parameter) => parameter.Name switch
    {
        "id" or "stream" when parameter.IsInPath && ids.TryGetValue(operation.Path.Split('/')[2], out List<string>? known) => known[random.NextInt32(known.Count)],
        // Mostly one that is new, where the first row may be number 1.
        "stream" => FormattableString.Invariant($"fuzz.{random.NextInt32(StreamsMax)}"),
        _ => Known(parameter),
    };

    private string Known(ApiParameter parameter) => parameterValues.TryGetValue(parameter.Name, out string[]? known) ? Pick(known) : mutator.Fragment();

    private ByteArrayContent Body(ApiOperation operation)
    {
        (string type, System.Text.Json.JsonElement schema) = operation.Bodies.ElementAt(random.NextInt32(operation.Bodies.Count));
        string seed = Pick(SeedBodies.Of(operation, type));
        byte[] bytes = Encoding.UTF8.GetBytes(random.NextInt32(10) switch
        {
            < 2 => seed,
            < 6 => mutator.Nudge(seed),
            < 8 => mutator.Mutate(seed),
            _ => mutator.Mutate(type == "application/json" ? values.Write(schema) : seed + seed),
        });
        ByteArrayContent content = new(random.NextInt32(15) == 0 ? mutator.Spoil(bytes) : bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(random.NextInt32(30) == 0 ? Pick(["text/plain", "application/xml", "application/json", "text/csv"]) : type);
        return content;
    }

    private string Pick(string[] from) => from[random.NextInt32(from.Length)];
}
