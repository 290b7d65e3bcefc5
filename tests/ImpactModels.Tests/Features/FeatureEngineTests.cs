using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class FeatureEngineTests
{
    private static readonly Instrument instrument = new("TEST", TradingCalendar.Parse("09:30-16:00 America/New_York"), TickSize: 0.01);
    private static readonly TradingSession session = instrument.Calendar.SessionOn(new DateOnly(2024, 3, 5));
    private static readonly FeatureSchema schema = FeatureSchema.Create(["news/score"]);

    private static FeatureEngine Engine(SessionHistory? history = null) => new(instrument, schema, history ?? SessionHistory.Empty);

    private static MarketEvent Quoted(double second, double bid, double ask, double bidSize = 100, double askSize = 300) =>
        MarketEvent.Of(session.Open.AddSeconds(second), session.Open.AddSeconds(second), new Quote(bid, bidSize, ask, askSize));

    private static MarketEvent Traded(double second, double price, double size, double delaySeconds = 0) =>
        MarketEvent.Of(session.Open.AddSeconds(second), session.Open.AddSeconds(second + delaySeconds), new Trade(price, size, Aggressor.Unknown));

    private static double Feature(MarketState state, string name) => state.MarketFeatures[schema.IndexOf(name)];

    [Fact]
    public void Snapshot_AfterOneQuote_ShowsSpreadAndBook()
    {
        FeatureEngine engine = Engine();
        engine.OnEvent(Quoted(10, 99.98, 100.02));

        MarketState state = engine.Snapshot(session.Open.AddSeconds(12.5));

        Assert.Equal(session, state.Session);
        Assert.Equal(100, state.Mid, 12);
        Assert.Equal(2, state.HalfSpreadBps, 9);
        Assert.Equal(2, Feature(state, "half_spread_bps"), 9);
        Assert.Equal(4, Feature(state, "spread_ticks"), 9);
        Assert.Equal(-0.5, Feature(state, "imbalance_1"), 12);
        Assert.Equal(-1, Feature(state, "microprice_deviation_bps"), 9);
        Assert.Equal(2.5, state.QuoteAgeSeconds, 9);
        Assert.Equal(23_400 - 12.5, Feature(state, "seconds_to_close"), 6);
        Assert.True(double.IsNaN(state.TradeAgeSeconds));
        Assert.True(double.IsNaN(Feature(state, "imbalance_5")));
        Assert.True(double.IsNaN(Feature(state, "signal/news/score")));
    }

    [Fact]
    public void Snapshot_WithOverriddenAdv_ScalesFlowToIt()
    {
        FeatureEngine engine = Engine();
        engine.OnEvent(Quoted(10, 99.98, 100.02));
        engine.OnEvent(Traded(11, 100.02, 500));

        MarketState state = engine.Snapshot(session.Open.AddSeconds(11));

        Assert.True(double.IsNaN(Feature(state, "signed_flow_60s")));
        Assert.Equal(0.005, Feature(state with { AdvUnits = 100_000 }, "signed_flow_60s"), 12);
    }

    [Fact]
    public void Snapshot_BeforeWhatWasFed_IsRefused()
    {
        FeatureEngine engine = Engine();
        engine.OnEvent(Quoted(10, 99.98, 100.02));

        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Snapshot(session.Open.AddSeconds(9)));
    }

    [Fact]
    public void OnEvent_Backfill_CountsForTheDaysVolumeOnly()
    {
        FeatureEngine engine = Engine(SessionHistory.From([new SessionSummary(new DateOnly(2024, 3, 4), 1, 1, 1, 1, 23_400)]));
        engine.OnEvent(Traded(100, 100, 50));
        engine.OnEvent(Traded(40, 101, 30, delaySeconds: 80));

        MarketState state = engine.Snapshot(session.Open.AddSeconds(200));

        Assert.Equal(80.0 / 200, Feature(state, "relative_volume"), 9);
        Assert.Equal(100, state.TradeAgeSeconds, 9);
        Assert.Equal(1, engine.Counters.Backfilled);
    }

    [Fact]
    public void Snapshot_NextSession_HasForgottenAllButTheHistory()
    {
        FeatureEngine engine = Engine();
        engine.OnEvent(Quoted(1, 99.98, 100.02));
        engine.OnEvent(Traded(2, 100.02, 500));
        engine.OnEvent(Traded(23_398, 100.02, 700));
        TradingSession next = instrument.Calendar.SessionOn(new DateOnly(2024, 3, 6));

        MarketState state = engine.Snapshot(next.Open.AddSeconds(60));

        Assert.Equal(next, state.Session);
        Assert.Null(state.Quote);
        Assert.Equal(1200, state.AdvUnits);
        Assert.Equal(1, state.AdvSessions);
        Assert.True(double.IsNaN(Feature(state, "flow_imbalance_60s")));
        Assert.Empty(engine.History.Sessions);
    }

    [Fact]
    public void Write_SellOrder_TurnsSignedFeatures()
    {
        FeatureEngine engine = Engine();
        engine.OnEvent(Quoted(10, 99.98, 100.02));
        MarketState state = engine.Snapshot(session.Open.AddSeconds(11)) with { AdvUnits = 1e6, DailyVolatility = 0.02 };
        double[] buy = new double[schema.Count], sell = new double[schema.Count];
        OrderProfile order = new("TEST", Side.Buy, 600, state.AsOf, 234, 0.5);

        OrderFeatures.Write(schema, state, order, buy);
        OrderFeatures.Write(schema, state, order with { Side = Side.Sell }, sell);

        Assert.Equal(-0.5, buy[schema.IndexOf("imbalance_1")], 12);
        Assert.Equal(0.5, sell[schema.IndexOf("imbalance_1")], 12);
        Assert.Equal(2, buy[schema.IndexOf("quantity_over_touch")], 12);
        Assert.Equal(6, sell[schema.IndexOf("quantity_over_touch")], 12);
        Assert.Equal(0.01, buy[schema.IndexOf("horizon_days")], 12);
        Assert.Equal(20, buy[schema.IndexOf("sigma_sqrt_t_bps")], 9);
        Assert.Equal(600 / (600 + 10_000.0), buy[schema.IndexOf("participation")], 12);
        Assert.Equal(6e-4, buy[schema.IndexOf("adv_fraction")], 12);
        Assert.Equal(0.02, buy[schema.IndexOf("daily_volatility")], 12);
    }
}
