using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Services;

/// <summary>Engines that are fed commit by commit know what a replay of the store knows, bit for bit.</summary>
[Collection(ApiCollection.Name)]
public class LiveMarketsTests(ApiFixture api)
{
    private static readonly TradingCalendar newYork = TradingCalendar.Parse("09:30-16:00 America/New_York");
    private static readonly FeatureSchema schema = FeatureSchema.Create([]);
    private static readonly TradingSession monday = newYork.SessionOn(new DateOnly(2025, 10, 27));
    private static readonly TradingSession tuesday = newYork.SessionOn(new DateOnly(2025, 10, 28));

    [Fact]
    public async Task Apply_CommitByCommitOverTwoSessions_EqualsAReplay()
    {
        Instrument instrument = new("FED", newYork, TickSize: 0.01);
        MarketEvent[] events = [.. TestMarket.BusySession(monday, 23_000, 1), .. TestMarket.BusySession(tuesday, 1_500, 2)];
        LiveMarkets markets = new(api.Store);
        await FeedAsync(markets, instrument, events[..500]);
        await markets.GetAsync(instrument, schema);
        foreach (MarketEvent[] commit in events[500..].Chunk(4_000))
            await FeedAsync(markets, instrument, commit);
        LiveView live = await markets.GetAsync(instrument, schema);
        Assert.Equal((tuesday.Date, events[^1].EventTime), (live.Market.SessionDate, live.Market.LastEventTime));
        await AssertEqualsReplayAsync(live, instrument);
    }

    [Fact]
    public async Task Apply_TheSameCommitTwice_CountsOnce()
    {
        Instrument instrument = new("TWICE", newYork);
        LiveMarkets markets = new(api.Store);
        MarketEvent[] events = [.. TestMarket.BusySession(tuesday, 200, 3)];
        await FeedAsync(markets, instrument, events[..100]);
        await markets.GetAsync(instrument, schema);
        (long number, CommittedRows rows) = await FeedAsync(markets, instrument, events[100..]);
        markets.Apply(number, [rows]);
        await AssertEqualsReplayAsync(await markets.GetAsync(instrument, schema), instrument);
    }

    [Fact]
    public async Task Apply_RowsOutOfOrder_AreReadAgainAndEqualAReplay()
    {
        Instrument instrument = new("UNSORTED", newYork);
        LiveMarkets markets = new(api.Store);
        MarketEvent[] events = [.. TestMarket.BusySession(tuesday, 400, 4)];
        await FeedAsync(markets, instrument, events[..100]);
        long version = (await markets.GetAsync(instrument, schema)).Version;
        await FeedAsync(markets, instrument, events[200..]);
        await FeedAsync(markets, instrument, events[100..200]);
        await markets.RefreshListAsync(CancellationToken.None);
        await markets.CatchUpAsync(schema, CancellationToken.None);
        LiveView live = await markets.GetAsync(instrument, schema);
        Assert.True(live.Version > version);
        await AssertEqualsReplayAsync(live, instrument);
    }

    [Fact]
    public async Task Follow_CommitsOfAnotherProcess_AreFedAndEqualAReplay()
    {
        Instrument instrument = new("FOLLOWED", newYork);
        LiveMarkets markets = new(api.Store);
        LiveFollower follower = new(api.Store, markets);
        MarketEvent[] events = [.. TestMarket.BusySession(tuesday, 600, 5)];
        await TestMarket.CommitAsync(api.Store, instrument, events[..100], "followed/1");
        await follower.FollowAsync(schema, CancellationToken.None);
        long version = (await markets.GetAsync(instrument, schema)).Version;
        await TestMarket.CommitAsync(api.Store, instrument, events[100..300], "followed/2");
        await FeedAsync(markets, instrument, events[300..]);
        await follower.FollowAsync(schema, CancellationToken.None);
        await follower.FollowAsync(schema, CancellationToken.None);
        await AssertEqualsReplayAsync(await markets.GetAsync(instrument, schema), instrument);
        await TestMarket.CommitAsync(api.Store, instrument, TestMarket.BusySession(tuesday, 700, 5).Skip(events.Length), "followed/3");
        long read = (await markets.GetAsync(instrument, schema)).Version;
        await follower.FollowAsync(schema, CancellationToken.None);
        LiveView live = await markets.GetAsync(instrument, schema);
        Assert.Equal(read, live.Version);
        Assert.True(read > version);
        await AssertEqualsReplayAsync(live, instrument);
    }

    [Fact]
    public async Task Apply_SignalsOfOneAndOfAll_ReachTheEngines()
    {
        FeatureSchema signals = FeatureSchema.Create(["live/own", "live/world"]);
        Instrument instrument = new("SIGNALLED", newYork);
        LiveMarkets markets = new(api.Store);
        await FeedAsync(markets, instrument, [.. TestMarket.BusySession(tuesday, 60, 6)]);
        await markets.GetAsync(instrument, signals);
        markets.Apply(1_000_000_000, [new CommittedRows("SIGNALLED", [Signal("own", 1.5, 1)]), new CommittedRows(null, [Signal("world", -2, 2)])]);
        MarketState state = (await markets.GetAsync(instrument, signals)).Market.Snapshot(tuesday.Open.AddSeconds(100));
        Assert.Equal((1.5, -2.0), (state.MarketFeatures[signals.IndexOf("signal/live/own")], state.MarketFeatures[signals.IndexOf("signal/live/world")]));
    }

    private static StoredEvent Signal(string name, double value, long row)
    {
        Timestamp time = tuesday.Open.AddSeconds(90);
        return new StoredEvent(MarketEvent.Of(time, time, new SignalValue("live", name, value)), int.MaxValue, row);
    }

    private async Task<(long Number, CommittedRows Rows)> FeedAsync(LiveMarkets markets, Instrument instrument, MarketEvent[] events)
    {
        ImportReceipt receipt = await TestMarket.CommitAsync(api.Store, instrument, events, $"fed/{Guid.NewGuid():N}");
        CommittedRows rows = new(instrument.Symbol, [.. events.Select((e, i) => new StoredEvent(e, receipt.SourceId, i + 1))]);
        markets.Apply(receipt.CommitNumber, [rows]);
        return (receipt.CommitNumber, rows);
    }

    /// <summary>At the last event, a little and a quarter of an hour later.</summary>
    private async Task AssertEqualsReplayAsync(LiveView live, Instrument instrument)
    {
        await api.Store.SessionRefresher.RefreshPendingAsync();
        SessionHistory history = await api.Store.Sessions.ReadHistoryAsync(instrument);
        FeatureEngine engine = new(instrument, schema, history);
        foreach (MarketEvent e in await api.Store.MarketData.ReadSessionAsync(instrument, tuesday, Timestamp.MaxValue))
            engine.OnEvent(e);
        foreach (double seconds in (double[])[0, 0.3, 900])
        {
            Timestamp asOf = engine.LastEventTime!.Value.AddSeconds(seconds);
            MarketState expected = engine.Snapshot(asOf), actual = live.Market.Snapshot(asOf);
            Assert.Equal(expected.MarketFeatures, actual.MarketFeatures);
            Assert.Equal((expected.AdvUnits, expected.AdvSessions, expected.DailyVolatility), (actual.AdvUnits, actual.AdvSessions, actual.DailyVolatility));
        }

        Assert.Equal(engine.Snapshot(engine.LastEventTime!.Value).MarketFeatures, live.Market.Latest!.MarketFeatures);
    }
}
