using System.Text.Json;
using System.Text.Json.Nodes;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Hosting;

/// <summary>A real dump into a server that has never seen the data: the service there says the same.</summary>
[Collection(ApiCollection.Name)]
public sealed class BackupTests(ApiFixture api) : IDisposable
{
    private static readonly object order = new { instrument = TestMarket.Share, side = "buy", quantity = "250", horizon = "PT5M", takerFraction = 0.5, asOf = "2025-10-30T15:00:00Z" };

    private readonly string file = Path.Combine(Path.GetTempPath(), $"impact-{Guid.NewGuid():N}.dump");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Restore_IntoAFreshServer_AnswersIdentically()
    {
        ApiReply given = await api.AskAsync(order);
        string id = given.String("estimateId")!;
        for (int attempt = 0; attempt < 200 && await api.Store.Estimates.FindAsync(Guid.Parse(id), null) is null; attempt++)
            await Task.Delay(50);
        await StoreBackup.DumpAsync(api.ConnectionString, file);

        await using LocalPostgres fresh = await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = null });
        await StoreBackup.RestoreAsync(fresh.ConnectionString, file);
        await using WebApplicationFactory<Program> factory = ApiFixture.Create(fresh.ConnectionString, api.Clock);
        using HttpClient client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);

        Assert.Equal(given.Text, await client.GetStringAsync($"/v1/estimates/{id}"));
        foreach (string replay in (string[])["true", "full"])
            Assert.True(JsonDocument.Parse(await client.GetStringAsync($"/v1/estimates/{id}?replay={replay}")).RootElement.GetProperty("bitIdentical").GetBoolean(), replay);
        using StringContent body = new(JsonSerializer.Serialize(order), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage again = await client.PostAsync("/v1/estimates", body);
        Assert.Equal(WithoutId(given.Text), WithoutId(await again.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Restore_IntoAStoreThatIsNotEmpty_IsRefused()
    {
        await StoreBackup.DumpAsync(api.ConnectionString, file);
        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => StoreBackup.RestoreAsync(api.ConnectionString, file));
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
        Assert.Contains("is there already", (await Assert.ThrowsAsync<StoreException>(() => StoreBackup.DumpAsync(api.ConnectionString, file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_AFileThatIsNoBackup_LeavesTheDatabaseEmpty()
    {
        await File.WriteAllTextAsync(file, "no backup");
        await using LocalPostgres fresh = await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = null });
        Assert.Contains("pg_restore ended with 1", (await Assert.ThrowsAsync<StoreException>(() => StoreBackup.RestoreAsync(fresh.ConnectionString, file))).Message, StringComparison.Ordinal);
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = fresh.ConnectionString });
        Assert.NotEmpty(store.AppliedMigrations);
    }

    private static string WithoutId(string answer)
    {
        JsonObject json = JsonNode.Parse(answer)!.AsObject();
        json.Remove("estimateId");
        return json.ToJsonString();
    }
}
