using System.Net;
using System.Text.Json;

namespace ImpactService.Tests.ImpactApi;

/// <summary>A response, read: status, media type, text and JSON.</summary>
public sealed record ApiReply(HttpStatusCode Status, string? MediaType, string Text, JsonElement Json)
{
    public int StatusCode => (int)Status;

    /// <summary>The code of a problem.</summary>
    public string? Code => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;

    /// <summary>Walks member names and array indices.</summary>
    public JsonElement At(params ReadOnlySpan<string> path)
    {
        JsonElement at = Json;
        foreach (string step in path)
            at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(step);
        return at;
    }

    public double Number(params ReadOnlySpan<string> path) => At(path).GetDouble();

    public string? String(params ReadOnlySpan<string> path) => At(path).GetString();

    public IEnumerable<JsonElement> Items(params ReadOnlySpan<string> path) => At(path).EnumerateArray().ToArray();

    /// <summary>An answer that is problem+json with everything RFC 9457 and this API promise.</summary>
    public void AssertProblem(int status, string code)
    {
        Assert.Equal((status, code), (StatusCode, Code ?? Text));
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, At("status").GetInt32());
        Assert.Equal($"urn:impact-service:problem:{code}", String("type"));
        Assert.NotEmpty(String("title")!);
        Assert.NotEmpty(String("detail")!);
        Assert.NotEmpty(String("traceId")!);
        Assert.All(Items("errors"), e => Assert.NotEmpty(e.GetProperty("expected").GetString()!));
    }

    /// <summary>The error of a field, or null.</summary>
    public JsonElement? ErrorAt(string pointer) =>
        Items("errors").Where(e => e.GetProperty("pointer").GetString() == pointer).Select(e => (JsonElement?)e).FirstOrDefault();

    public static async Task<ApiReply> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        string? mediaType = response.Content.Headers.ContentType?.MediaType;
        bool isJson = mediaType is "application/json" or "application/problem+json";
        return new ApiReply(response.StatusCode, mediaType, text, isJson ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
