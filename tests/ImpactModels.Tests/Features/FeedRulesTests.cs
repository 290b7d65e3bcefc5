using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>Which events count, and what is counted of those that do not.</summary>
public sealed class FeedRulesTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void OnEvent_CrossedQuote_IsIgnoredAndCounted()
    {
        bench.Quoted(1, 99.99, 100.01).Quoted(2, 100.05, 100.01);

        Assert.Equal(100, bench.State(3).Mid, 9);
        Assert.Equal((1, 1), (bench.Engine.Counters.Crossed, bench.Engine.Counters.Accepted));
    }

    [Fact]
    public void OnEvent_LockedQuote_IsInForce()
    {
        bench.Quoted(1, 99.99, 100.01).Quoted(2, 100.01, 100.01);

        Assert.Equal(0, bench.State(3).HalfSpreadBps);
        Assert.Equal(1, bench.Engine.Counters.Locked);
        Assert.True(double.IsNaN(bench.Feature(3, "noise_to_spread")));
    }

    [Fact]
    public void OnEvent_OlderQuoteThatArrivesLater_NeverPrevails()
    {
        bench.Quoted(5, 99.99, 100.01).Quoted(4, 50, 51, delaySeconds: 2);

        Assert.Equal(100, bench.State(7).Mid, 9);
        Assert.Equal(1, bench.Engine.Counters.Stale);
    }

    [Fact]
    public void OnEvent_QuoteOfTheSameTime_Replaces()
    {
        bench.Quoted(5, 99.99, 100.01).Quoted(5, 101.99, 102.01);

        Assert.Equal(102, bench.State(5).Mid, 9);
    }

    [Fact]
    public void OnEvent_BackfilledQuote_IsIgnored()
    {
        bench.Quoted(5, 99.99, 100.01, delaySeconds: 11);

        Assert.Null(bench.State(20).Quote);
        Assert.Equal(1, bench.Engine.Counters.Backfilled);
    }

    [Theory]
    [InlineData(double.NaN, 5)]
    [InlineData(-1, 5)]
    [InlineData(0, 5)]
    [InlineData(100, 0)]
    [InlineData(100, double.NaN)]
    [InlineData(100, 1e300)]
    [InlineData(double.PositiveInfinity, 5)]
    public void OnEvent_MalformedTrade_IsIgnored(double price, double size)
    {
        bench.Traded(1, price, size);

        Assert.Equal(1, bench.Engine.Counters.Invalid);
        Assert.True(double.IsNaN(bench.State(2).TradeAgeSeconds));
        Assert.Null(bench.Engine.LastEventTime);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(99, double.NaN)]
    [InlineData(double.NegativeInfinity, 100)]
    public void OnEvent_OneSidedQuote_IsIgnored(double bid, double ask)
    {
        bench.Quoted(1, bid, ask);

        Assert.Equal(1, bench.Engine.Counters.Invalid);
        Assert.Null(bench.State(2).Quote);
    }

    [Fact]
    public void OnEvent_OutsideRegularHours_IsIgnored()
    {
        bench.Quoted(-60, 90, 91).Quoted(10, 99.99, 100.01).Quoted(23_400, 50, 51);

        Assert.Equal(2, bench.Engine.Counters.OutsideSession);
        Assert.Equal(EngineBench.At(10), bench.Engine.LastEventTime);
    }

    [Fact]
    public void OnEvent_KnownAfterTheClose_EntersNothing()
    {
        bench.Traded(100, 100, 10).Traded(200, 100, 1_000, delaySeconds: 23_300);
        bench.Quoted(86_400, 99, 101);

        Assert.Equal(10, Assert.Single(bench.Engine.History.Sessions).Volume);
    }

    [Fact]
    public void OnEvent_DepthWithoutQuotes_IsTheQuote()
    {
        bench.Showed(1, new BookSnapshot([99.9, 99.8], [5, 6], [100.1, 100.2], [7, 8]));

        Assert.Equal(new Quote(99.9, 5, 100.1, 7), bench.State(2).Quote);
        Assert.Equal(10, bench.State(2).HalfSpreadBps, 9);
        Assert.True(double.IsNaN(bench.Feature(2, "imbalance_5")));
    }

    [Fact]
    public void OnEvent_DepthBesideQuotes_LeavesTheQuote()
    {
        bench.Quoted(1, 99.99, 100.01).Showed(2, new BookSnapshot([99, 98], [5, 6], [101, 102], [7, 8]));

        Assert.Equal(99.99, bench.State(2).Quote!.Value.Bid);
        Assert.Equal(0, bench.State(2).DepthAgeSeconds);
        Assert.Equal(1, bench.State(2).QuoteAgeSeconds, 9);
    }

    [Fact]
    public void OnEvent_UnusableDepth_IsIgnored()
    {
        bench.Showed(1, new BookSnapshot([101], [5], [100], [7]))
            .Showed(2, new BookSnapshot([99], [5, 6], [100], [7]))
            .Showed(3, new BookSnapshot([99], [-5], [100], [7]));

        Assert.Null(bench.State(4).Depth);
        Assert.Equal((1, 2), (bench.Engine.Counters.Crossed, bench.Engine.Counters.Invalid));
    }

    [Fact]
    public void OnEvent_OneSidedDepth_IsDepthButNoQuote()
    {
        bench.Showed(1, new BookSnapshot([], [], [100.1, 100.2], [7, 8]));

        Assert.NotNull(bench.State(2).Depth);
        Assert.Null(bench.State(2).Quote);
    }

    /// <summary>A row that comes out of order counts from when it came: what was said before stays true.</summary>
    [Fact]
    public void OnEvent_OutOfOrder_CountsFromItsArrival()
    {
        bench.Traded(50, 100, 10, Aggressor.Buyer).Traded(49, 100, 10, Aggressor.Buyer);

        Assert.Equal(EngineBench.At(50), bench.Engine.LastEventTime);
        Assert.Equal(20, (bench.State(50) with { AdvUnits = 1 }).MarketFeatures[bench.Schema.IndexOf("signed_flow_60s")], 9);
    }

    [Fact]
    public void OnEvent_RoundTheClock_RollsAtMidnightUtc()
    {
        var instrument = new Instrument("BTC", TradingCalendar.RoundTheClock);
        var engine = new FeatureEngine(instrument, FeatureSchema.Create([]), SessionHistory.Empty);
        Timestamp midnight = instrument.Calendar.SessionOn(new DateOnly(2024, 3, 6)).Open;
        void Trade(double second) => engine.OnEvent(MarketEvent.Of(midnight.AddSeconds(second), midnight.AddSeconds(second), new Trade(60_000, 0.5, Aggressor.Buyer)));
        Trade(-80_000);
        Trade(-0.000001);
        Trade(0);

        SessionSummary day = Assert.Single(engine.History.Sessions);
        Assert.Equal((new DateOnly(2024, 3, 5), 1.0), (day.Date, day.Volume));
        Assert.Equal(1, engine.Snapshot(midnight).AdvUnits);
        Assert.Equal(new DateOnly(2024, 3, 6), engine.Snapshot(midnight).Session!.Value.Date);
    }

    /// <summary>New York changes to summer time on 2024-03-10: the session starts an hour earlier in UTC.</summary>
    [Fact]
    public void OnEvent_DaylightSavingChange_MovesTheSession()
    {
        bench.Quoted(10, 99, 101);
        TradingSession monday = EngineBench.Instrument.Calendar.SessionOn(new DateOnly(2024, 3, 11));
        bench.Engine.OnEvent(MarketEvent.Of(monday.Open, monday.Open, new Quote(98, 1, 99, 1)));

        MarketState state = bench.Engine.Snapshot(monday.Open.AddSeconds(1));

        Assert.Equal("2024-03-11T13:30:00Z", monday.Open.ToString());
        Assert.Equal((98.5, monday), (state.Mid, state.Session));
    }

    [Fact]
    public void OnEvent_DailyBarOfTheSameDate_MergesWithTheTicks()
    {
        var bar = new SessionSummary(EngineBench.Session.Date, 90, 110, 80, 105, 1e6);
        var engine = new EngineBench(SessionHistory.From([bar]));
        engine.Traded(0, 100, 10).Traded(23_000, 101, 20).Quoted(100_000, 99, 101);

        SessionSummary merged = Assert.Single(engine.Engine.History.Sessions);

        Assert.Equal((105, 1e6), (merged.Close, merged.Volume));
        Assert.Equal(30, merged.VolumeBins!.Sum());
    }

    [Fact]
    public void OnEvent_SummaryOfTheDateGiven_KeepsIt()
    {
        var whole = new SessionSummary(EngineBench.Session.Date, 90, 110, 80, 105, 1e6, new double[78], 0.01, 1);
        var engine = new EngineBench(SessionHistory.From([whole]));
        engine.Traded(0, 100, 10).Traded(23_000, 101, 20).Quoted(100_000, 99, 101);

        Assert.Same(whole, Assert.Single(engine.Engine.History.Sessions));
    }
}
