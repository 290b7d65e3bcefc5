using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class OrderFeaturesTests
{
    private readonly EngineBench bench = new(EngineBench.HistoryOf(234_000));

    private MarketState Quiet() => bench.Quoted(10, 99.98, 100.02, 100, 300).State(11_700) with { DailyVolatility = 0.02 };

    [Fact]
    public void Participation_UniformCurve_IsTheShareOfTheWindow()
    {
        Assert.Equal(600 / (600 + 2_340.0), bench.OrderFeature(Quiet(), Side.Buy, 600, 234, "participation"), 12);
        Assert.Equal(0.01, bench.OrderFeature(Quiet(), Side.Buy, 600, 234, "window_volume_share"), 12);
        Assert.Equal(234.0 / 11_700, bench.OrderFeature(Quiet(), Side.Buy, 600, 234, "horizon_share_of_rest"), 12);
    }

    /// <summary>The rest of the session is all there is to trade with.</summary>
    [Fact]
    public void Participation_HorizonPastTheClose_EndsAtTheClose() => Assert.Equal(600 / (600 + 117_000.0), bench.OrderFeature(Quiet(), Side.Buy, 600, 90_000, "participation"), 12);

    [Fact]
    public void Write_Sweep_HasNoTimeAndFullParticipation()
    {
        Assert.Equal(1, bench.OrderFeature(Quiet(), Side.Sell, 600, 0, "participation"));
        Assert.Equal(0, bench.OrderFeature(Quiet(), Side.Sell, 600, 0, "horizon_days"));
        Assert.Equal(0, bench.OrderFeature(Quiet(), Side.Sell, 600, 0, "sigma_sqrt_t_bps"));
    }

    [Fact]
    public void SigmaSqrtT_FourthOfASession_IsHalfTheVolatility()
    {
        Assert.Equal(100, bench.OrderFeature(Quiet(), Side.Sell, 600, 5_850, "sigma_sqrt_t_bps"), 9);
        Assert.Equal(50, bench.OrderFeature(Quiet(), Side.Sell, 600, 5_850, "sigma_sqrt_t_over_half_spread"), 9);
    }

    [Fact]
    public void QuantityOverTouch_SizesNotPublished_IsMissing()
    {
        MarketState state = bench.Quoted(10, 99.98, 100.02, 0, 0).State(20);

        Assert.True(double.IsNaN(bench.OrderFeature(state, Side.Buy, 600, 60, "quantity_over_touch")));
        Assert.True(double.IsNaN(bench.OrderFeature(state, Side.Buy, 600, 60, "imbalance_1")));
        Assert.True(double.IsNaN(bench.OrderFeature(state, Side.Buy, 600, 60, "ofi_60s")));
    }

    [Fact]
    public void QuantityOverDepth_TakesTheOppositeSide()
    {
        MarketState state = bench.Showed(1, new BookSnapshot([99.9, 99.8, 90], [5, 6, 100], [100.1, 100.2], [7, 8])).State(2);

        Assert.Equal(30 / 15.0, bench.OrderFeature(state, Side.Buy, 30, 60, "quantity_over_depth"), 12);
        Assert.Equal(30 / 111.0, bench.OrderFeature(state, Side.Sell, 30, 60, "quantity_over_depth"), 12);
        Assert.Equal(30 / 11.0, bench.OrderFeature(state, Side.Sell, 30, 60, "quantity_over_depth_within_25bps"), 12);
    }

    [Fact]
    public void QuantityOverDepth_NoDepth_IsMissing()
    {
        Assert.True(double.IsNaN(bench.OrderFeature(Quiet(), Side.Buy, 30, 60, "quantity_over_depth")));
        Assert.True(double.IsNaN(bench.OrderFeature(Quiet(), Side.Buy, 30, 60, "quantity_over_mean_trade")));
    }

    [Fact]
    public void RateShare_SteadyTrading_IsTheShareOfTheRecentRate()
    {
        for (int i = 0; i < 1_200; i++)
            bench.Traded(i * 0.5, 100, 5);

        Assert.Equal(600 / (600 + 600.0), bench.OrderFeature(bench.State(600), Side.Buy, 600, 60, "rate_share"), 0.002);
    }

    [Fact]
    public void Write_OverridesOfTheCaller_ReachEveryFeature()
    {
        MarketState state = new EngineBench().State(100) with { AdvUnits = 1_000, DailyVolatility = 0.03, HalfSpreadBps = 4, AdvSessions = 0 };

        Assert.Equal(0.6, bench.OrderFeature(state, Side.Buy, 600, 60, "adv_fraction"), 12);
        Assert.Equal(1_000, bench.OrderFeature(state, Side.Buy, 600, 60, "adv_units"));
        Assert.Equal(0.03, bench.OrderFeature(state, Side.Buy, 600, 60, "daily_volatility"));
        Assert.Equal(4, bench.OrderFeature(state, Side.Buy, 600, 60, "half_spread_bps"));
        Assert.Equal(0, bench.OrderFeature(state, Side.Buy, 600, 60, "adv_sessions"));
    }

    [Fact]
    public void Write_OutsideTradingHours_KnowsSizeAndHorizonOnly()
    {
        MarketState state = bench.State(-3_600) with { DailyVolatility = 0.02 };

        Assert.Null(state.Session);
        Assert.Equal(0.25, bench.OrderFeature(state, Side.Buy, 600, 5_850, "horizon_days"), 12);
        Assert.Equal(600 / 234_000.0, bench.OrderFeature(state, Side.Buy, 600, 5_850, "adv_fraction"), 12);
        Assert.True(double.IsNaN(bench.OrderFeature(state, Side.Buy, 600, 5_850, "participation")));
        Assert.True(double.IsNaN(bench.OrderFeature(state, Side.Buy, 600, 5_850, "seconds_to_close")));
    }

    [Fact]
    public void Write_StateOfAnotherSchema_IsRefused()
    {
        MarketState state = Quiet();
        FeatureSchema other = FeatureSchema.Create(["a/b"]);

        Assert.Throws<ArgumentException>(() => OrderFeatures.Write(other, state, new OrderProfile("TEST", Side.Buy, 1, state.AsOf, 60, 1), new double[other.Count]));
        Assert.Throws<ArgumentException>(() => OrderFeatures.Write(bench.Schema, state, new OrderProfile("TEST", Side.Buy, 1, state.AsOf, 60, 1), new double[3]));
    }
}
