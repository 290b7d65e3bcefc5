using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Observing;

/// <summary>A database that really goes away and comes back.</summary>
[Collection(ApiCollection.Name)]
public sealed class StoreAlarmTests(ApiFixture api)
{
    [Fact]
    public async Task Store_AwayAndBack_RaisesAnAlarmThatEnds()
    {
        (string connection, string name) = await api.CopyDatabaseAsync();
        await using WebApplicationFactory<Program> factory = ApiFixture.Create(connection, api.Clock);
        using HttpClient client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        Assert.Empty(await CodesAsync(client));
        await api.RenameDatabaseAsync(name, $"{name}_away");
        await UntilAsync(async () => (await CodesAsync(client)).Contains("storeUnreachable"));
        await api.RenameDatabaseAsync($"{name}_away", name);
        await UntilAsync(async () => (await CodesAsync(client)).Length == 0);
    }

    private static async Task<string[]> CodesAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync("/health/ready");
        return [.. (await ApiReply.ReadAsync(response)).Items("alarms").Select(a => a.GetProperty("code").GetString()!)];
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(100, limit.Token);
    }
}
