using System.Text.Json;
using ImpactService.Tests.ImpactApi.Soak;

namespace ImpactService.Tests.ImpactApi.Observing;

/// <summary>The log of a real process as a program reads it.</summary>
[Collection(ApiCollection.Name)]
public sealed class LogsTests(ApiFixture api)
{
    [Fact]
    public async Task Json_Lines_CarryTheIdOfTheAnswer()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(api.ConnectionString, "--Logging:Console:FormatterName=json", "--Logging:LogLevel:Microsoft.AspNetCore=Information");
        using HttpResponseMessage response = await service.Client.GetAsync("/v1/models/none");
        string id = Assert.Single(response.Headers.GetValues("X-Request-Id"));
        for (int attempt = 0; attempt < 50 && !service.Lines.Any(l => l.Contains(id, StringComparison.Ordinal)); attempt++)
            await Task.Delay(100);
        string line = service.Lines.First(l => l.Contains(id, StringComparison.Ordinal));
        JsonElement entry = JsonSerializer.Deserialize<JsonElement>(line);
        Assert.Contains(entry.GetProperty("Scopes").EnumerateArray(), s => s.ValueKind == JsonValueKind.Object && s.TryGetProperty("TraceId", out JsonElement trace) && trace.GetString() == id);
        Assert.Equal("Information", entry.GetProperty("LogLevel").GetString());
    }
}
