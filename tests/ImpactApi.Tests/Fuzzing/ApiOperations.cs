using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>One operation of the OpenAPI document.</summary>
/// <param name="Bodies">Schema by content type; empty when it takes no body.</param>
internal sealed record ApiOperation(string Method, string Path, IReadOnlyList<ApiParameter> Parameters, IReadOnlyDictionary<string, JsonElement> Bodies)
{
    public string Name => $"{Method} {Path}";
}

internal sealed record ApiParameter(string Name, bool IsInPath, JsonElement Schema);

/// <summary>Everything that the document says can be asked, so that a new route is covered without a line here.</summary>
internal sealed class ApiOperations
{
    private readonly JsonElement document;

    public ApiOperations(JsonElement document)
    {
        this.document = document;
        All = [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => Read(p.Name, o.Name, o.Value)))];
    }

    public IReadOnlyList<ApiOperation> All { get; }

    /// <summary>Follows a reference, also one that is wrapped to carry a description.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out JsonElement reference))
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else if (schema.TryGetProperty("allOf", out JsonElement all) && all.GetArrayLength() == 1)
                schema = all[0];
            else
                return schema;
        }
    }

    private static ApiOperation Read(string path, string method, JsonElement operation)
    {
        List<ApiParameter> parameters = [];
        if (operation.TryGetProperty("parameters", out JsonElement declared))
            parameters.AddRange(declared.EnumerateArray().Where(p => p.GetProperty("in").GetString() is "path" or "query").Select(Parameter));
        Dictionary<string, JsonElement> bodies = [];
        if (operation.TryGetProperty("requestBody", out JsonElement body))
        {
            foreach (JsonProperty content in body.GetProperty("content").EnumerateObject())
                bodies[content.Name] = content.Value.TryGetProperty("schema", out JsonElement schema) ? schema : default;
        }

        return new ApiOperation(method.ToUpperInvariant(), path, parameters, bodies);
    }

    private static ApiParameter Parameter(JsonElement declared) =>
        new(declared.GetProperty("name").GetString()!, declared.GetProperty("in").GetString() == "path", declared.TryGetProperty("schema", out JsonElement schema) ? schema : default);
}
