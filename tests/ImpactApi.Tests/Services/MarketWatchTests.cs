using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImpactService.Tests.ImpactApi.Services;

/// <summary>Alarms of feeds and markets, on engines that are fed as ingestion feeds them.</summary>
[Collection(ApiCollection.Name)]
public class MarketWatchTests
{
    private static readonly TradingCalendar newYork = TradingCalendar.Parse("09:30-16:00 America/New_York");
    private static readonly FeatureSchema schema = FeatureSchema.Create([]);
    private static readonly TradingSession session = newYork.SessionOn(new DateOnly(2025, 10, 28));

    private readonly ApiFixture api;
    private readonly TestClock clock = new(session.Open.ToUtcDateTime());
    private readonly LiveMarkets markets;
    private readonly Alarms alarms;
    private readonly MarketWatch watch;
    private long commit = 1_000_000_000;

    public MarketWatchTests(ApiFixture api)
    {
        this.api = api;
        markets = new LiveMarkets(api.Store);
        alarms = new Alarms(clock, NullLogger<Alarms>.Instance);
        watch = new MarketWatch(markets, alarms, new ImpactOptions(), clock);
    }

    [Fact]
    public async Task Look_ConnectedFeedGoesSilent_AlarmStandsUntilItSpeaksOrTheSessionEnds()
    {
        await FeedAsync("SILENT", Quotes(0, 60, second => 100 + second % 3));
        Assert.Empty(At(60));
        Assert.Empty(At(170));
        Assert.Equal([AlarmCode.FeedSilent], At(190));
        await FeedAsync("SILENT", Quotes(190, 191, _ => 100));
        Assert.Empty(At(192));
        Assert.Equal([AlarmCode.FeedSilent], At(400));
        Assert.Empty(At(session.LengthSeconds + 1));
    }

    [Fact]
    public async Task Look_OneQuoteRepeatedForTenMinutes_AlarmStandsUntilItChanges()
    {
        await FeedAsync("FROZEN", Quotes(0, 590, _ => 100));
        Assert.Empty(At(590));
        await FeedAsync("FROZEN", Quotes(590, 700, _ => 100));
        Assert.Equal([AlarmCode.FeedFaulty], At(700));
        await FeedAsync("FROZEN", Quotes(700, 720, second => 100 + second % 3));
        Assert.Empty(At(720));
    }

    [Fact]
    public async Task Look_CrossedQuotes_RaiseAnAlarmAndNeverCount()
    {
        await FeedAsync("CROSSED", Quotes(0, 60, second => 100 + second % 3));
        Assert.Empty(At(60));
        await FeedAsync("CROSSED", [.. Quotes(60, 80, _ => 100).Select(e => MarketEvent.Of(e.EventTime, e.KnownTime, new Quote(101, 1, 99, 1)))]);
        Assert.Equal([AlarmCode.FeedFaulty], At(80));
        Assert.Equal(20.5, (await markets.GetAsync(new Instrument("CROSSED", newYork), schema)).Market.Snapshot(session.Open.AddSeconds(80)).QuoteAgeSeconds, 1e-6);
        await FeedAsync("CROSSED", Quotes(80, 100, second => 100 + second % 3));
        Assert.Empty(At(100));
    }

    [Fact]
    public async Task Look_SpreadTwentyTimesTheUsual_CircuitIsOpenUntilItIsCalm()
    {
        await FeedAsync("WIDE", Quotes(0, 400, second => 100 + 0.01 * (second % 3)));
        Timestamp time = session.Open.AddSeconds(400.5);
        await FeedAsync("WIDE", [MarketEvent.Of(time, time, new Quote(99.7, 10, 100.3, 10))]);
        Assert.Equal([AlarmCode.CircuitOpen], At(401));
        await FeedAsync("WIDE", Quotes(401, 520, second => 100 + 0.01 * (second % 3)));
        Assert.Empty(At(520));
    }

    private AlarmCode[] At(double second)
    {
        clock.Now = session.Open.AddSeconds(second).ToUtcDateTime();
        watch.Look();
        return [.. alarms.Standing.Select(a => a.Code)];
    }

    private async Task FeedAsync(string symbol, MarketEvent[] events)
    {
        Instrument instrument = new(symbol, newYork);
        await api.Store.Instruments.UpsertAsync(instrument);
        await markets.GetAsync(instrument, schema);
        markets.Apply(++commit, [new CommittedRows(symbol, [.. events.Select((e, i) => new StoredEvent(e, 1, (commit * 10_000) + i))])]);
    }

    private static MarketEvent[] Quotes(int from, int to, Func<int, double> mid) =>
    [
        .. Enumerable.Range(from, to - from).Select(second =>
        {
            Timestamp time = session.Open.AddSeconds(second + 0.5);
            return MarketEvent.Of(time, time, new Quote(mid(second) - 0.01, 100, mid(second) + 0.01, 100));
        }),
    ];
}
