using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Faults;

[Collection(ApiCollection.Name)]
public class FullDiskTests(ApiFixture api)
{
    [RootFact]
    public async Task SpoolOnAFullDisk_AnswersGoOnUnrecordedAndAllThatWasTakenReachesTheStore()
    {
        string directory = Directory.CreateTempSubdirectory("impact-full-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", directory);
        try
        {
            await FillAsync(directory);
        }
        finally
        {
            await RunAsync("umount", "--lazy", directory);
            Directory.Delete(directory);
        }
    }

    private async Task FillAsync(string directory)
    {
        (string connection, string name) = await api.CopyDatabaseAsync();
        await using WebApplicationFactory<Program> other = ApiFixture.Create(connection, api.Clock, ("RecorderCapacity", "20"), ("RecorderBatch", "4"), ("Spool", directory));
        using HttpClient client = other.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        await api.RenameDatabaseAsync(name, $"{name}_away");
        List<string> recorded = [];
        JsonElement answer = await AskAsync(client);
        for (int asked = 0; answer.GetProperty("recorded").GetBoolean(); asked++)
        {
            Assert.True(asked < 2_000, "the disk was never full");
            recorded.Add(answer.GetProperty("estimateId").GetString()!);
            await Task.Delay(5);
            answer = await AskAsync(client);
        }

        Assert.True(recorded.Count > 20);
        JsonElement ready = JsonSerializer.Deserialize<JsonElement>(await (await client.GetAsync("/health/ready")).Content.ReadAsStringAsync());
        Assert.Contains("diskFull", ready.GetProperty("alarms").EnumerateArray().Select(a => a.GetProperty("code").GetString()));
        foreach (string id in recorded)
            Assert.True((await client.GetAsync($"/v1/estimates/{id}")).IsSuccessStatusCode);
        await api.RenameDatabaseAsync($"{name}_away", name);
        await ApiFixture.UntilReadyAsync(client);
        await ModelFixture.EventuallyAsync(async () => JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/health/ready")).GetProperty("recordsWaiting").GetInt32() == 0);
        foreach (string id in recorded)
            Assert.True((await client.GetAsync($"/v1/estimates/{id}")).IsSuccessStatusCode);
        Assert.True((await AskAsync(client)).GetProperty("recorded").GetBoolean());
    }

    private static async Task<JsonElement> AskAsync(HttpClient client)
    {
        const string body = $$"""{"instrument":"{{TestMarket.Share}}","side":"buy","quantity":"100","horizon":"PT1M","asOf":"latest"}""";
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content);
        Assert.True(response.IsSuccessStatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
