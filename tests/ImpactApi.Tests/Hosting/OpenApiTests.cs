using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Hosting;

[Collection(ApiCollection.Name)]
public class OpenApiTests(ApiFixture api)
{
    /// <summary>Set to 1 to write the document instead of comparing it.</summary>
    private const string UpdateVariable = "IMPACT_UPDATE_OPENAPI";

    private static string CommittedPath => Path.Combine(RepositoryRoot(), "openapi", "impact.v1.json");

    [Fact]
    public async Task Document_OfTheRunningApi_IsTheCommittedOne()
    {
        string served = (await api.GetAsync("/openapi/impact.v1.json")).Text.ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            await File.WriteAllTextAsync(CommittedPath, served);
        string committed = await File.ReadAllTextAsync(CommittedPath);
        Assert.True(committed == served, $"openapi/impact.v1.json is not what the API serves: run the test once with {UpdateVariable}=1 and look at the difference");
    }

    [Fact]
    public async Task Document_EveryMemberOfEveryContract_IsDescribed()
    {
        ApiReply document = await api.GetAsync("/openapi/impact.v1.json");
        foreach (JsonProperty schema in document.At("components", "schemas").EnumerateObject())
        {
            Assert.True(schema.Value.TryGetProperty("description", out _), $"{schema.Name} has no description");
            foreach (JsonProperty member in schema.Value.GetProperty("properties").EnumerateObject())
                Assert.True(member.Value.TryGetProperty("description", out _), $"{schema.Name}.{member.Name} has no description");
        }

        JsonElement request = document.At("components", "schemas", "EstimateRequest");
        Assert.False(request.GetProperty("additionalProperties").GetBoolean());
        foreach (JsonProperty member in request.GetProperty("properties").EnumerateObject())
            Assert.Contains("Expected:", member.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_EveryRoute_NamesItsProblems()
    {
        ApiReply document = await api.GetAsync("/openapi/impact.v1.json");
        foreach (JsonProperty path in document.At("paths").EnumerateObject().Where(p => p.Name.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
                Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), r => r.Value.GetRawText().Contains("problem+json", StringComparison.Ordinal));
            }
        }
    }

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "ImpactService.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException("the tests do not run inside the repository");
    }
}
