using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

/// <summary>Signals of all instruments come with every session, so these tests have a database of their own.</summary>
public sealed class ReadSessionSignalsTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00Z");

    [Fact]
    public async Task ReadSession_Signals_BringTheLastValueBeforeTheOpenAndThoseOfTheSession()
    {
        (Instrument instrument, _) = await fixture.AddAsync("SIG");
        await fixture.AddAsync("OTHER");
        TradingSession session = instrument.Calendar.SessionAt(t0)!.Value;
        Timestamp dayBefore = session.Open.AddSeconds(-3600), lastYear = session.Open.AddSeconds(-86_400 * 300);
        SignalRow[] rows =
        [
            new("SIG", dayBefore.AddSeconds(-60), dayBefore, new SignalValue("news", "sentiment", 1)),
            new("SIG", dayBefore, dayBefore, new SignalValue("news", "sentiment", 2)),
            new(null, dayBefore, dayBefore, new SignalValue("macro", "rate", 3)),
            new(null, lastYear, lastYear, new SignalValue("macro", "old", 4)),
            new("SIG", dayBefore, t0, new SignalValue("news", "late", 5)),
            new("SIG", t0.AddSeconds(1), t0.AddSeconds(1), new SignalValue("news", "sentiment", 6)),
            new("SIG", t0.AddSeconds(9), t0.AddSeconds(99), new SignalValue("news", "sentiment", 7)),
            new("OTHER", t0, t0, new SignalValue("news", "sentiment", 8)),
        ];
        await fixture.Store.Signals.ImportAsync(fixture.NewSource(), [.. rows.Select((r, i) => new SourceRow<SignalRow>(i + 1, r))], StoreFixture.NoRejects);
        MarketEvent[] events = await fixture.Store.MarketData.ReadSessionAsync(instrument, session, t0.AddSeconds(50));
        Assert.Equal([2, 3, 5, 6], events.Select(e => e.Signal!.Value));
        Assert.Equal("news/sentiment", events[0].Signal!.Key);
    }
}
