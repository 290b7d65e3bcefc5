using System.Globalization;
using ImpactService.Tests.ImpactApi.Faults;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>The network between feed, broker and API is cut while rows come: each is stored once.</summary>
[Collection(RabbitCollection.Name)]
public sealed class BusNetworkTests(LocalRabbit rabbit)
{
    /// <summary>The service's heartbeat is five seconds; a silent peer is given up after some three of them (16 s measured, idle and loaded).</summary>
    private static readonly TimeSpan noticeLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task NetworkCut_WhileRowsCome_BothConnectAgainAndEachRowIsStoredOnce() => await RunAsync("cut", async (relay, feed, api) =>
    {
        for (int cut = 0; cut < 3; cut++)
        {
            relay.Cut();
            await BusMarket.UntilAsync(async () => await BusMarket.AlarmAsync(api, "busUnreachable") is not null, "the API did not notice that the network is cut");
            await Task.Delay(500);
            relay.Heal();
            await UntilBackAsync(feed, api);
        }
    });

    [Fact]
    public async Task NetworkStallsWithoutAWord_HeartbeatsFindItAndEachRowIsStoredOnce() => await RunAsync("stalled", async (relay, feed, api) =>
    {
        relay.StallStanding();
        await BusMarket.UntilAsync(() => Task.FromResult(api.Output.Contains("the bus is gone", StringComparison.Ordinal)), "the API's heartbeats did not notice that the network stalls", noticeLimit);
        await UntilBackAsync(feed, api);
    });

    /// <summary>Feed and API reach the broker through the relay alone.</summary>
    private async Task RunAsync(string bus, Func<TcpRelay, BusFeed, ApiProcess, Task> disturb)
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using TcpRelay relay = new(rabbit.Port);
        string uri = string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{relay.Port}");
        await using ApiProcess api = await BusMarket.StartApiAsync(market, uri, bus);
        using CancellationTokenSource end = new();
        BusFeed feed = new(uri, bus);
        Task feeding = feed.RunAsync(end.Token);
        await BusMarket.UntilAsync(async () => (await BusMarket.CountAsync(market)).Rows >= 500, "no rows came");
        await disturb(relay, feed, api);
        end.Cancel();
        await feeding;
        await BusMarket.AssertStoredOnceAsync(market, api, feed.Confirmed);
        Assert.True(feed.Failures > 0, "the feed noticed nothing");
        Assert.Null(await BusMarket.AlarmAsync(api, "streamGap"));
        Assert.Null(await BusMarket.AlarmAsync(api, "deadLetters"));
    }

    private static async Task UntilBackAsync(BusFeed feed, ApiProcess api)
    {
        long confirmed = feed.Confirmed;
        await BusMarket.UntilAsync(() => Task.FromResult(feed.Confirmed >= confirmed + 500), "the feed did not come back");
        await BusMarket.UntilAsync(async () => await BusMarket.AlarmAsync(api, "busUnreachable") is null, "the API did not come back");
    }
}
