using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>Features whose value is known in closed form for a made-up market.</summary>
public sealed class MarketFeatureValueTests
{
    [Fact]
    public void SignedFlow_OneHalfLifeLater_IsHalf()
    {
        var bench = new EngineBench(EngineBench.HistoryOf(100_000));
        bench.Traded(10, 100, 1_000, Aggressor.Buyer).Traded(10, 100, 400, Aggressor.Seller);

        Assert.Equal(0.003, bench.Feature(70, "signed_flow_60s"), 12);
        Assert.Equal(600.0 / 1_400, bench.Feature(70, "flow_imbalance_60s"), 12);
        Assert.Equal(0.006 * Math.Pow(2, -6), bench.Feature(70, "signed_flow_10s"), 12);
    }

    [Fact]
    public void OrderFlowImbalance_BidRaised_IsItsSizeInTouches()
    {
        var bench = new EngineBench();
        bench.Quoted(1, 99.98, 100.02, 200, 200).Quoted(101, 99.99, 100.02, 300, 200);

        Assert.Equal(300.0 / 200, bench.Feature(101, "ofi_60s"), 9);
    }

    /// <summary>Buyers pay 3 bps above the mid, which moves up 1 bp in the 5 s after and 2 bps in the minute.</summary>
    [Fact]
    public void EffectiveSpread_MidThatFollows_SplitsIntoRealisedAndAdverse()
    {
        var bench = new EngineBench();
        bench.Quoted(9, 99.97, 100.03).Traded(10.5, 100.03, 100, Aggressor.Buyer).Quoted(13, 99.98, 100.04).Quoted(40, 99.99, 100.05).Quoted(90, 90, 91);

        Assert.Equal(3, bench.Feature(100, "effective_half_spread_bps"), 9);
        Assert.Equal(1, bench.Feature(100, "adverse_selection_5s_bps"), 9);
        Assert.Equal(2, bench.Feature(100, "realised_half_spread_5s_bps"), 9);
        Assert.Equal(2, bench.Feature(100, "adverse_selection_60s_bps"), 9);
        Assert.Equal(1, bench.Feature(100, "realised_half_spread_60s_bps"), 9);
    }

    /// <summary>Prices that move by exactly 0.02 bps per unit of signed flow.</summary>
    [Fact]
    public void KyleLambda_LinearPrices_IsTheirSlope()
    {
        var random = new SeededRandom(8);
        var bench = new EngineBench(EngineBench.HistoryOf(50_000));
        double mid = 100;
        bench.Quoted(0, mid, mid);
        for (int i = 1; i <= 60; i++)
        {
            double flow = 100 * random.NextNormal();
            bench.Traded(i * 10 - 5, mid, Math.Abs(flow), flow > 0 ? Aggressor.Buyer : Aggressor.Seller);
            mid *= 1 + 0.02e-4 * flow;
            bench.Quoted(i * 10 - 4, mid, mid);
        }

        MarketState state = bench.State(601) with { DailyVolatility = 0.02 };

        Assert.Equal(0.02e-4 * 50_000 / 0.02, state.MarketFeatures[bench.Schema.IndexOf("kyle_lambda")], 9);
    }

    [Fact]
    public void Amihud_EqualMinutes_IsChangeOverVolume()
    {
        var bench = new EngineBench(EngineBench.HistoryOf(50_000));
        for (int minute = 0; minute < 6; minute++)
        {
            double mid = minute % 2 == 0 ? 100 : 100.1;
            bench.Quoted(minute * 60 + 1, mid, mid).Traded(minute * 60 + 2, mid, 500);
        }

        MarketState state = bench.State(361) with { DailyVolatility = 0.02 };

        Assert.Equal(10e-4 / 500 * 50_000 / 0.02, state.MarketFeatures[bench.Schema.IndexOf("amihud")], 1e-2);
    }

    /// <summary>Prices that bounce between bid and ask: Roll's estimate is the half spread itself.</summary>
    [Fact]
    public void NoiseToSpread_BidAskBounce_IsOne()
    {
        var random = new SeededRandom(5);
        var bench = new EngineBench();
        for (int i = 0; i < 20_000; i++)
        {
            bench.Quoted(i * 0.5, 99.95, 100.05);
            bench.Traded(i * 0.5 + 0.1, random.NextDouble() < 0.5 ? 99.95 : 100.05, 1);
        }

        Assert.InRange(bench.Feature(10_000, "noise_to_spread"), 0.9, 1.1);
        Assert.InRange(bench.Feature(10_000, "sign_autocorrelation"), -0.15, 0.15);
    }

    [Fact]
    public void SignAutocorrelation_LongRuns_IsNearOne()
    {
        var bench = new EngineBench();
        for (int i = 0; i < 1_000; i++)
            bench.Traded(i, 100, 1, i / 50 % 2 == 0 ? Aggressor.Buyer : Aggressor.Seller);

        Assert.InRange(bench.Feature(1_000, "sign_autocorrelation"), 0.9, 1);
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.75, 0.5)]
    [InlineData(0.5, 0.0)]
    public void Vpin_SteadyShareOfBuyers_IsTheirImbalance(double buyShare, double expected)
    {
        var bench = new EngineBench(EngineBench.HistoryOf(200_000));
        for (int i = 0; i < 100; i++)
            bench.Traded(i, 100, 1_000 * buyShare, Aggressor.Buyer).Traded(i + 0.5, 100, 1_000 * (1 - buyShare) + 1e-9, Aggressor.Seller);

        Assert.Equal(expected, bench.Feature(200, "vpin"), 5);
    }

    [Fact]
    public void Vpin_OneTradeOfManyDays_IsOne()
    {
        var bench = new EngineBench(EngineBench.HistoryOf(1));

        Assert.Equal(1, bench.Traded(1, 100, 1e15, Aggressor.Seller).Feature(2, "vpin"));
    }

    [Fact]
    public void SpreadPercentile_WiderThanUsual_IsNearOne()
    {
        var bench = new EngineBench();
        bench.Quoted(0, 99.99, 100.01).Quoted(900, 99.95, 100.05);

        Assert.Equal(0.95, bench.Feature(1_000, "spread_percentile"), 9);
        Assert.InRange(bench.Feature(901, "spread_to_recent"), 4, 5);
    }

    [Fact]
    public void LargeTrade_TenTimesTheMean_StartsItsClock()
    {
        var bench = new EngineBench();
        for (int i = 0; i < 20; i++)
            bench.Traded(i, 100, 10);
        Assert.True(double.IsNaN(bench.Traded(20, 100, 99).Feature(21, "seconds_since_large_trade")));

        bench.Traded(30, 100, 400).Traded(31, 100, 10);

        Assert.Equal(12, bench.Feature(42, "seconds_since_large_trade"), 9);
    }

    [Fact]
    public void Rates_SteadyStream_AreTheRates()
    {
        var bench = new EngineBench(EngineBench.HistoryOf(23_400 * 50));
        for (int i = 0; i < 2_400; i++)
        {
            bench.Quoted(i * 0.25, 100 + i % 2 * 0.01, 100.02 + i % 2 * 0.01);
            if (i % 2 == 0)
                bench.Traded(i * 0.25, 100.01, 50);
        }

        Assert.Equal(4, bench.Feature(600, "quote_rate"), 0.02);
        Assert.Equal(4, bench.Feature(600, "quote_revision_rate"), 0.02);
        Assert.Equal(2, bench.Feature(600, "trade_rate"), 0.02);
        Assert.Equal(0.5, bench.Feature(600, "trades_per_quote"), 0.01);
        Assert.Equal(1, bench.Feature(600, "trade_rate_ratio"), 0.01);
        Assert.Equal(2, bench.Feature(600, "volume_rate"), 0.02);
        Assert.Equal(2, bench.Feature(600, "relative_volume"), 1e-9);
    }

    /// <summary>A mid that is a random walk of 1 bp per root second under quotes that flicker by 2 bps.</summary>
    [Fact]
    public void RealisedVolatility_FlickeringQuotes_IsTheRandomWalks()
    {
        var random = new SeededRandom(12);
        var bench = new EngineBench();
        double log = Math.Log(100);
        for (int i = 0; i < 20_000; i++)
        {
            log += 1e-4 * random.NextNormal();
            double seen = Math.Exp(log + 2e-4 * random.NextNormal());
            bench.Quoted(i + 0.5, seen, seen);
        }

        double[] features = (bench.State(20_000) with { DailyVolatility = 0.01 }).MarketFeatures;

        Assert.InRange(features[bench.Schema.IndexOf("volatility_ratio_session")], 1.45, 1.61);
        Assert.InRange(features[bench.Schema.IndexOf("realised_volatility_1800s_bps")], 130, 176);
    }

    [Fact]
    public void Depth_TenLevels_IsCountedByDistanceAndLevel()
    {
        double[] sizes = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
        double[] Ladder(double best, double step) => [.. Enumerable.Range(0, 10).Select(i => Math.Round(best + i * step, 2))];
        var bench = new EngineBench(EngineBench.HistoryOf(1_000));
        bench.Showed(1, new BookSnapshot(Ladder(99.99, -0.01), sizes, Ladder(100.01, 0.01), [.. sizes.Select(s => s * 3)]));

        Assert.Equal(-0.5, bench.Feature(2, "imbalance_5"), 12);
        Assert.Equal(-0.5, bench.Feature(2, "imbalance_10"), 12);
        Assert.Equal((10 + 20 + 30 + 40 + 50) * 4 / 1_000.0, bench.Feature(2, "depth_within_5bps"), 12);
        Assert.Equal(550 * 4 / 1_000.0, bench.Feature(2, "depth_within_25bps"), 12);
    }

    [Fact]
    public void Signals_LatestByEventTime_StaysInForceOverNight()
    {
        var bench = new EngineBench(null, "news/score", "vix/level");
        void Signal(double second, string name, double value, double known) =>
            bench.Engine.OnEvent(MarketEvent.Of(EngineBench.At(second), EngineBench.At(known), new SignalValue("news", name, value)));
        Signal(-50_000, "score", 0.4, -49_000);
        Signal(-60_000, "score", 0.9, -48_000);
        Signal(-60_000, "other", 7, -48_000);
        bench.Quoted(1, 99, 101);

        Assert.Equal(0.4, bench.Feature(2, "signal/news/score"));
        Assert.True(double.IsNaN(bench.Feature(2, "signal/vix/level")));
        Assert.Equal(0.4, bench.Engine.Snapshot(EngineBench.At(100_000)).MarketFeatures[bench.Schema.IndexOf("signal/news/score")]);
    }
}
