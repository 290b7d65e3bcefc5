using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.DataAccess.Stores;

/// <summary>What a session's read returns, against a naive filter and sort of the same rows.</summary>
public sealed class ReadSessionTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00Z");

    [Fact]
    public async Task ReadSession_RowKnownLater_IsNeverReturnedBefore()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("LATE");
        MarketEvent onTime = MarketEvent.Of(t0, t0, new Trade(100, 1, Aggressor.Buyer));
        MarketEvent late = MarketEvent.Of(t0, t0.AddSeconds(60), new Trade(101, 1, Aggressor.Buyer));
        await fixture.ImportAsync(id, late, onTime);
        TradingSession session = instrument.Calendar.SessionAt(t0)!.Value;
        Assert.Equal([onTime], await fixture.Store.MarketData.ReadSessionAsync(instrument, session, new Timestamp(late.KnownTime.UnixMicros - 1)));
        Assert.Equal([onTime, late], await fixture.Store.MarketData.ReadSessionAsync(instrument, session, late.KnownTime));
    }

    [Fact]
    public async Task ReadSession_RandomRowsWithTiesAndLateOnes_EqualsTheNaiveFilterAndSort()
    {
        SeededRandom random = new(20240102);
        (Instrument instrument, int id) = await fixture.AddAsync("NAIVE");
        List<(MarketEvent Event, int Source, long Row)> rows = [];
        for (int source = 0; source < 3; source++)
        {
            MarketEvent[] file = [.. Enumerable.Range(0, 400).Select(_ => RandomEvent(random))];
            await fixture.ImportAsync(id, file);
            rows.AddRange(file.Select((e, i) => (e, source, i + 1L)));
        }

        TradingSession session = new(new DateOnly(2024, 1, 2), t0.AddSeconds(5), t0.AddSeconds(25));
        for (int trial = 0; trial < 40; trial++)
        {
            Timestamp knownBy = t0.AddSeconds(random.NextInt32(40));
            MarketEvent[] expected = [.. rows
                .Where(r => session.Contains(r.Event.EventTime) && r.Event.EventTime <= knownBy && r.Event.KnownTime <= knownBy)
                .OrderBy(r => r.Event.AvailableTime).ThenBy(r => r.Event.EventTime).ThenBy(r => r.Source).ThenBy(r => r.Row)
                .Select(r => r.Event)];
            MarketEvent[] actual = await fixture.Store.MarketData.ReadSessionAsync(instrument, session, knownBy);
            Assert.Equal(expected, actual, SameEvent);
        }
    }

    [Fact]
    public async Task ReadSession_UnknownInstrument_IsEmpty() =>
        Assert.Empty(await fixture.Store.MarketData.ReadSessionAsync(
            new Instrument("NOBODY", TradingCalendar.RoundTheClock), TradingCalendar.RoundTheClock.SessionAt(t0)!.Value, Timestamp.MaxValue));

    [Fact]
    public async Task SessionsWithData_RowsOutsideHours_DoNotMakeASession()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("HOURS", "09:30-16:00 America/New_York");
        await fixture.ImportAsync(
            id,
            TradeAt("2013-10-07T12:00:00Z"),     // 08:00 in New York, and nothing later that day
            TradeAt("2013-10-08T12:00:00Z"),     // before the open, and the session below
            QuoteAt("2013-10-08T19:59:59.999999Z"),
            TradeAt("2013-10-09T20:00:00Z"),     // at the close: outside
            TradeAt("2013-11-04T14:30:00Z"));    // the open after the clocks went back
        IReadOnlyList<TradingSession> all = await fixture.Store.MarketData.SessionsWithDataAsync(instrument);
        Assert.Equal([new DateOnly(2013, 10, 8), new DateOnly(2013, 11, 4)], all.Select(s => s.Date));
        Assert.Equal(instrument.Calendar.SessionOn(new DateOnly(2013, 10, 8)), all[0]);
        IReadOnlyList<TradingSession> some = await fixture.Store.MarketData.SessionsWithDataAsync(instrument, new DateOnly(2013, 10, 9), new DateOnly(2013, 11, 3));
        Assert.Empty(some);
        Assert.Equal(StoreFixture.Time("2013-11-04T14:30:00Z"), await fixture.Store.MarketData.LastEventTimeAsync(instrument));
    }

    private static MarketEvent TradeAt(string time) => MarketEvent.Of(StoreFixture.Time(time), StoreFixture.Time(time), new Trade(100, 1, Aggressor.Unknown));

    private static MarketEvent QuoteAt(string time) => MarketEvent.Of(StoreFixture.Time(time), StoreFixture.Time(time), new Quote(99, 1, 101, 1));

    /// <summary>Few distinct times, so that most rows tie; some known early, some late.</summary>
    private static MarketEvent RandomEvent(SeededRandom random)
    {
        Timestamp time = t0.AddSeconds(random.NextInt32(30));
        Timestamp known = random.NextInt32(3) switch
        {
            0 => time,
            1 => time.AddSeconds(-1),
            _ => time.AddSeconds(random.NextInt32(12)),
        };
        double price = random.NextDouble();
        return random.NextInt32(3) switch
        {
            0 => MarketEvent.Of(time, known, new Trade(price, 1, Aggressor.Unknown)),
            1 => MarketEvent.Of(time, known, new Quote(price, 1, price + 1, 1)),
            _ => MarketEvent.Of(time, known, new BookSnapshot([price], [1], [price + 1], [1])),
        };
    }

    private static bool SameEvent(MarketEvent a, MarketEvent b) => a.Kind == MarketEventKind.Depth && b.Kind == a.Kind
        ? (a.EventTime, a.KnownTime, a.Depth!.BidPrices[0]) == (b.EventTime, b.KnownTime, b.Depth!.BidPrices[0])
        : a == b;
}
