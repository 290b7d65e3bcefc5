using ImpactService.ImpactModels.Features;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class FeatureSchemaTests
{
    [Fact]
    public void Create_WithoutSignals_ListsTheMarketBeforeTheOrder()
    {
        FeatureSchema schema = FeatureSchema.Create([]);

        Assert.Equal(Enum.GetValues<MarketFeature>().Length, schema.MarketCount);
        Assert.Equal(schema.MarketCount + Enum.GetValues<OrderFeature>().Length, schema.Count);
        Assert.All(schema.Features[..schema.MarketCount], f => Assert.NotEqual(FeatureGroup.Order, f.Group));
        Assert.All(schema.Features[schema.MarketCount..], f => Assert.Equal(FeatureGroup.Order, f.Group));
    }

    [Theory]
    [InlineData("half_spread_bps", (int)MarketFeature.HalfSpread)]
    [InlineData("noise_to_spread", (int)MarketFeature.NoiseToSpread)]
    [InlineData("microprice_deviation_bps", (int)MarketFeature.MicropriceDeviation)]
    [InlineData("imbalance_10", (int)MarketFeature.Imbalance10)]
    [InlineData("touch_to_recent", (int)MarketFeature.TouchToRecent)]
    [InlineData("depth_within_25bps", (int)MarketFeature.DepthWithin25)]
    [InlineData("ofi_300s", (int)MarketFeature.Ofi300)]
    [InlineData("signed_flow_60s", (int)MarketFeature.SignedFlow60)]
    [InlineData("flow_imbalance_1800s", (int)MarketFeature.FlowImbalance1800)]
    [InlineData("return_since_open_bps", (int)MarketFeature.ReturnSinceOpen)]
    [InlineData("vpin", (int)MarketFeature.Vpin)]
    [InlineData("volatility_ratio_session", (int)MarketFeature.VolatilityRatioSession)]
    [InlineData("volatility_ratio_week", (int)MarketFeature.VolatilityRatioWeek)]
    [InlineData("volatility_ratio_month", (int)MarketFeature.VolatilityRatioMonth)]
    [InlineData("daily_volatility", (int)MarketFeature.DailyVolatility)]
    [InlineData("adv_units", (int)MarketFeature.Adv)]
    [InlineData("shares_outstanding_over_adv", (int)MarketFeature.SharesOutstandingOverAdv)]
    [InlineData("kyle_lambda", (int)MarketFeature.KyleLambda)]
    [InlineData("mid_price", (int)MarketFeature.Mid)]
    [InlineData("seconds_to_close", (int)MarketFeature.SecondsToClose)]
    [InlineData("seconds_since_large_trade", (int)MarketFeature.SecondsSinceLargeTrade)]
    [InlineData("quote_revision_rate", (int)MarketFeature.QuoteRevisionRate)]
    public void IndexOf_MarketFeature_IsItsPosition(string name, int expected) => Assert.Equal(expected, FeatureSchema.Create([]).IndexOf(name));

    [Theory]
    [InlineData("adv_fraction", (int)OrderFeature.AdvFraction)]
    [InlineData("quantity_over_depth_within_25bps", (int)OrderFeature.QuantityOverDepthWithin25)]
    [InlineData("rate_share", (int)OrderFeature.RateShare)]
    [InlineData("horizon_days", (int)OrderFeature.HorizonDays)]
    [InlineData("taker_fraction", (int)OrderFeature.TakerFraction)]
    [InlineData("sigma_sqrt_t_bps", (int)OrderFeature.SigmaSqrtT)]
    [InlineData("recent_sigma_sqrt_t_bps", (int)OrderFeature.RecentSigmaSqrtT)]
    public void IndexOf_OrderFeature_FollowsTheSignals(string name, int expected)
    {
        FeatureSchema schema = FeatureSchema.Create(["news/sentiment", "vix/close"]);

        Assert.Equal(schema.MarketCount + expected, schema.IndexOf(name));
        Assert.Equal(schema.MarketCount - 2, schema.IndexOf("signal/news/sentiment"));
    }

    [Fact]
    public void IndexOf_UnknownName_IsRefused() => Assert.Throws<ArgumentException>(() => FeatureSchema.Create([]).IndexOf("no_such_feature"));

    [Fact]
    public void FlowStreams_AreAsManyAsTheSumsKeep() => Assert.Equal(FlowHalfLives.Streams, Enum.GetValues<FlowStream>().Length);

    /// <summary>Models, estimates and training sets in stores carry this hash: when it changes, the version must be raised and every model retrained.</summary>
    [Fact]
    public void Hash_VersionOne_IsFrozen()
    {
        FeatureSchema schema = FeatureSchema.Create([]);

        Assert.Equal(1, schema.Version);
        Assert.Equal(82, schema.Count);
        Assert.Equal("226f4f115960eaa072972e0a51d06d6537d545b6fc484157f6b65ea527658661", schema.Hash);
    }

    [Fact]
    public void Hash_SignalKeysInAnyOrder_IsTheSame()
    {
        Assert.Equal(FeatureSchema.Create(["a/x", "b/y"]).Hash, FeatureSchema.Create(["b/y", "a/x"]).Hash);
        Assert.NotEqual(FeatureSchema.Create(["a/x"]).Hash, FeatureSchema.Create(["a/y"]).Hash);
        Assert.NotEqual(FeatureSchema.Create(["a/x"]).Hash, FeatureSchema.Create([]).Hash);
    }

    [Theory]
    [InlineData("a/x", "a/x")]
    [InlineData("a/x", " ")]
    public void Create_UnusableKeys_IsRefused(string first, string second) => Assert.Throws<ArgumentException>(() => FeatureSchema.Create([first, second]));

    [Fact]
    public void SizeFeatures_AreTheOrdersSizeRatios()
    {
        FeatureSchema schema = FeatureSchema.Create([]);

        Assert.Equal(
            ["adv_fraction", "participation", "quantity_over_touch", "quantity_over_near_touch", "quantity_over_depth", "quantity_over_depth_within_25bps", "quantity_over_mean_trade", "rate_share"],
            schema.SizeFeatures.Select(i => schema.Features[i].Name));
    }

    [Fact]
    public void LearnerFeatures_LeaveTheContextOut()
    {
        FeatureSchema schema = FeatureSchema.Create([]);

        Assert.Equal(["adv_units", "adv_sessions", "mid_price"], Enumerable.Range(0, schema.Count).Except(schema.LearnerFeatures).Select(i => schema.Features[i].Name));
    }
}
