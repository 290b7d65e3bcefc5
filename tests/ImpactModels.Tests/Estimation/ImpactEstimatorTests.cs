using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class ImpactEstimatorTests
{
    private static readonly ImpactEstimator Priors = ImpactEstimator.PublishedPriors(SyntheticOrder.Schema);

    private static double[] Typical(string? feature = null, double value = 0)
    {
        double[] features = new SyntheticOrder().ToFeatures(SyntheticWorld.Noise(new SeededRandom(2)));
        if (feature is not null)
            SyntheticOrder.Set(features, feature, value);
        return features;
    }

    [Fact]
    public void Estimate_FreshOrders_MeansAddUpAndNothingCrosses()
    {
        foreach (double[] features in SyntheticModel.Fresh(SyntheticModel.World, 1, 200).Select(order => order.Features))
        {
            EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features));
            EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features, RungReason.StaleMarketData));
            EstimateAssert.Holds(Priors.Estimate(features));
        }
    }

    [Fact]
    public void Estimate_FourThreads_AgreeWithOne()
    {
        double[][] orders = [.. SyntheticModel.Fresh(SyntheticModel.World, 1, 100).Select(order => order.Features)];
        ImpactEstimator estimator = SyntheticModel.Estimator;
        ImpactEstimate[] alone = [.. orders.Select(features => estimator.Estimate(features))];
        var together = new ImpactEstimate[4 * orders.Length];

        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = estimator.Estimate(orders[i % orders.Length]));

        for (int i = 0; i < together.Length; i++)
            EstimateAssert.Same(alone[i % orders.Length], together[i]);
    }

    [Fact]
    public void Estimate_Vector_IsNotWritten()
    {
        double[] features = Typical("adv_fraction", 5);
        double[] before = [.. features];

        SyntheticModel.Estimator.Estimate(features);

        Assert.Equal(before, features);
    }

    [Theory]
    [InlineData("adv_fraction", double.NaN)]
    [InlineData("adv_fraction", double.PositiveInfinity)]
    [InlineData("adv_fraction", 0)]
    [InlineData("adv_fraction", -1e-3)]
    [InlineData("daily_volatility", double.NaN)]
    [InlineData("daily_volatility", double.PositiveInfinity)]
    [InlineData("daily_volatility", 0)]
    [InlineData("half_spread_bps", double.NaN)]
    [InlineData("half_spread_bps", double.PositiveInfinity)]
    [InlineData("half_spread_bps", -1)]
    [InlineData("horizon_days", double.NaN)]
    [InlineData("horizon_days", double.PositiveInfinity)]
    [InlineData("participation", double.NaN)]
    [InlineData("participation", double.PositiveInfinity)]
    [InlineData("participation", 1.5)]
    [InlineData("taker_fraction", double.NaN)]
    [InlineData("taker_fraction", 1.01)]
    public void CanEstimate_UnusableVector_IsFalse(string feature, double value)
    {
        double[] features = Typical(feature, value);

        Assert.True(Priors.CanEstimate(Typical()));
        Assert.False(Priors.CanEstimate(features));
        Assert.False(SyntheticModel.Estimator.CanEstimate(features));
        Assert.Throws<ArgumentException>(() => SyntheticModel.Estimator.Estimate(features));
    }

    [Fact]
    public void Estimate_OtherLength_Throws() => Assert.Throws<ArgumentException>(() => SyntheticModel.Estimator.Estimate(Typical().AsSpan(1)));

    [Fact]
    public void Estimate_EverythingElseMissing_StillAnswers()
    {
        double[] missing = Enumerable.Repeat(double.NaN, SyntheticOrder.Schema.Count).ToArray();
        double[] features = new SyntheticOrder { SignedFlow = double.NaN }.ToFeatures(missing);

        EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features));
        EstimateAssert.Holds(Priors.Estimate(features));
    }

    [Theory]
    [InlineData(0, 1)] // a sweep, and a window in which no other volume is expected
    [InlineData(1800, 1)]
    [InlineData(23400, 1e-12)]
    public void Estimate_ExtremeSizes_StayFinite(double horizonSeconds, double participation)
    {
        foreach (double taker in new[] { 0.0, 0.1, 0.5, 1.0 })
        {
            for (int exponent = -12; exponent <= 12; exponent++)
            {
                double size = Math.Pow(10, exponent);
                double[] features = new SyntheticOrder { AdvFraction = size, HorizonSeconds = horizonSeconds, TakerFraction = taker }.ToFeatures(SyntheticWorld.Noise(new SeededRandom(3)));
                EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features));
                SyntheticOrder.Set(features, "participation", Math.Clamp(participation, 1e-12, 1));
                EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features));
                EstimateAssert.Holds(Priors.Estimate(features));
            }
        }
    }

    [Theory]
    [InlineData(0, 0.02)] // locked market
    [InlineData(1e-9, 1e-9)]
    [InlineData(5000, 5)]
    public void Estimate_ExtremeMarkets_StayFinite(double halfSpreadBps, double dailyVolatility)
    {
        double[] features = new SyntheticOrder { HalfSpreadBps = halfSpreadBps, DailyVolatility = dailyVolatility }.ToFeatures(SyntheticWorld.Noise(new SeededRandom(4)));

        EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features));
        EstimateAssert.Holds(Priors.Estimate(features));
    }

    [Theory]
    [InlineData(0, 0.5)] // the very close, where rounding leaves a share of the session but no time
    [InlineData(0, 1)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(1, 1.5)]
    public void Estimate_OddClock_FallsBackToAUsualSession(double secondsToClose, double sessionShare)
    {
        double[] features = Typical("seconds_to_close", secondsToClose);
        SyntheticOrder.Set(features, "session_share", sessionShare);

        Assert.True(double.IsNaN(new LawInputReader(SyntheticOrder.Schema).Read(features).LagDays));
        EstimateAssert.Holds(SyntheticModel.Estimator.Estimate(features));
    }
}
