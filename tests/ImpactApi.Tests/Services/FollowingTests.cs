using System.Text;
using System.Text.Json;
using ImpactService.ImpactModels.Market;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Services;

/// <summary>What the running service notices of the store: new rows, finished sessions, an outage; and what it leaves behind when it stops.</summary>
[Collection(ApiCollection.Name)]
public class FollowingTests(ApiFixture api)
{
    private static readonly TradingCalendar newYork = TradingCalendar.Parse("09:30-16:00 America/New_York");

    [Fact]
    public async Task Import_IntoALiveInstrument_IsInTheNextAnswers()
    {
        Instrument instrument = new("LIVE", newYork);
        TradingSession session = newYork.SessionOn(new DateOnly(2025, 10, 30));
        MarketEvent[] events = [.. TestMarket.QuietSession(session, 1_200)];
        await TestMarket.ImportAsync(api.Store, instrument, events.Take(600), "live/1");
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/LIVE")).String("lastEventTime") == events[599].EventTime.ToString());
        await TestMarket.ImportAsync(api.Store, instrument, events.Skip(600), "live/2");
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/LIVE")).String("lastEventTime") == events[^1].EventTime.ToString());
        ApiReply reply = await AskAsync("LIVE", "latest");
        Assert.Equal(events[^1].EventTime.ToString(), reply.String("provenance", "asOf"));
    }

    [Fact]
    public async Task Import_OfAnEarlierSession_GivesAdv()
    {
        Instrument instrument = new("GROWS", newYork);
        await TestMarket.ImportAsync(api.Store, instrument, TestMarket.QuietSession(newYork.SessionOn(new DateOnly(2025, 10, 30)), 1_000), "grows/2");
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/GROWS")).At("lastEventTime").ValueKind == JsonValueKind.String);
        Assert.Equal(0, (await api.GetAsync("/v1/instruments/GROWS")).Number("advSessions"));
        await TestMarket.ImportAsync(api.Store, instrument, TestMarket.QuietSession(newYork.SessionOn(new DateOnly(2025, 10, 29)), 23_000), "grows/1");
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/GROWS")).Number("advSessions") == 1);
    }

    [Fact]
    public async Task Replay_RowsThatCameLater_AreListedAsDifferences()
    {
        Instrument instrument = new("LATE", newYork);
        TradingSession session = newYork.SessionOn(new DateOnly(2025, 10, 30));
        await TestMarket.ImportAsync(api.Store, instrument, TestMarket.QuietSession(session, 600), "late/1");
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/LATE")).At("lastEventTime").ValueKind == JsonValueKind.String);
        ApiReply given = await AskAsync("LATE", session.Open.AddSeconds(300).ToString());
        Timestamp time = session.Open.AddSeconds(200);
        await TestMarket.ImportAsync(api.Store, instrument, [MarketEvent.Of(time, time, new Trade(99.99, 5_000, Aggressor.Seller))], "late/2");
        await EventuallyAsync(async () => (await api.GetAsync($"/v1/estimates/{given.String("estimateId")}?replay=full")).Items("featureDifferences").Any());
        ApiReply vector = await api.GetAsync($"/v1/estimates/{given.String("estimateId")}?replay=true");
        Assert.True(vector.At("bitIdentical").GetBoolean());
    }

    [Fact]
    public async Task Stop_RightAfterAnAnswer_LeavesItInTheStore()
    {
        string id;
        await using (WebApplicationFactory<Program> other = ApiFixture.Create(api.ConnectionString, api.Clock))
        {
            using HttpClient client = other.CreateClient();
            id = (await PostAsync(client, TestMarket.Share)).String("estimateId")!;
        }

        Assert.NotNull(await api.Store.Estimates.FindAsync(Guid.Parse(id), null));
    }

    [Fact]
    public async Task StoreAway_LiveAnswersGoOn_AndReachItWhenItReturns()
    {
        (string connection, string name) = await api.CopyDatabaseAsync();
        await using WebApplicationFactory<Program> other = ApiFixture.Create(connection, api.Clock);
        using HttpClient client = other.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        await api.RenameDatabaseAsync(name, $"{name}_away");
        ApiReply given = await PostAsync(client, TestMarket.Share);
        Assert.Equal(200, given.StatusCode);
        Assert.Equal(given.Text, (await GetAsync(client, $"/v1/estimates/{given.String("estimateId")}")).Text);
        (await GetAsync(client, "/v1/models")).AssertProblem(503, "store_unavailable");
        ApiReply ready = await GetAsync(client, "/health/ready");
        Assert.Equal((503, "storeUnreachable"), (ready.StatusCode, ready.String("status")));
        await api.RenameDatabaseAsync($"{name}_away", name);
        await ApiFixture.UntilReadyAsync(client);
        await EventuallyAsync(async () => (await GetAsync(client, "/health/ready")).Number("recordsWaiting") == 0);
        Assert.Equal(given.Text, (await GetAsync(client, $"/v1/estimates/{given.String("estimateId")}")).Text);
    }

    [Fact]
    public async Task RecorderFull_AnswerSaysSo()
    {
        (string connection, string name) = await api.CopyDatabaseAsync();
        await using WebApplicationFactory<Program> other = ApiFixture.Create(connection, api.Clock, ("RecorderCapacity", "1"), ("FlushSeconds", "0"), ("SpoolBytes", "0"));
        using HttpClient client = other.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        await api.RenameDatabaseAsync(name, $"{name}_away");
        Assert.True((await PostAsync(client, TestMarket.Share)).At("recorded").GetBoolean());
        Assert.False((await PostAsync(client, TestMarket.Share)).At("recorded").GetBoolean());
    }

    private Task<ApiReply> AskAsync(string instrument, string asOf) => api.AskAsync(new
    {
        instrument, side = "buy", quantity = "100", horizon = "PT1M", asOf, marketState = new { advUnits = "50000", dailyVolatility = 0.02 },
    });

    private static async Task<ApiReply> PostAsync(HttpClient client, string instrument)
    {
        string body = JsonSerializer.Serialize(new { instrument, side = "buy", quantity = "100", horizon = "PT1M", asOf = "latest" });
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content);
        return await ApiReply.ReadAsync(response);
    }

    private static async Task<ApiReply> GetAsync(HttpClient client, string address)
    {
        using HttpResponseMessage response = await client.GetAsync(address);
        return await ApiReply.ReadAsync(response);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(100);
        }

        Assert.Fail("the service did not notice within 30 s");
    }
}
