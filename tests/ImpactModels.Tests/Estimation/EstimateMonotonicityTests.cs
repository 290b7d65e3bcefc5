using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

/// <summary>A larger order never costs less: at every level and in the mean, inside the support, across its boundary and beyond.</summary>
public sealed class EstimateMonotonicityTests
{
    /// <summary>Tied quantiles are pulled apart by up to a few of these shares of their value.</summary>
    private const double TieShare = 1e-3;

    private const double SmallestAdvFraction = 1e-7;

    private const double LargestAdvFraction = 30;

    private const int Steps = 300;

    [Theory]
    [InlineData(150, 0.1)]
    [InlineData(150, 1)]
    [InlineData(900, 0.5)]
    [InlineData(3600, 0.1)]
    [InlineData(3600, 1)]
    [InlineData(7000, 0.5)]
    [InlineData(30, 0.5)] // horizon outside: the law
    [InlineData(900, 0)] // taker fraction outside: the law
    public void Estimate_GrowingSize_NeverCostsLess(double horizonSeconds, double takerFraction)
    {
        for (ulong market = 0; market < 3; market++)
            AssertGrows(new SyntheticOrder { AdvFraction = SmallestAdvFraction, HorizonSeconds = horizonSeconds, TakerFraction = takerFraction }, market);
    }

    private static void AssertGrows(SyntheticOrder smallest, ulong market)
    {
        LearnerInput input = new(SyntheticOrder.Schema);
        double[] first = smallest.ToFeatures(SyntheticWorld.Noise(new SeededRandom(market)));
        ImpactEstimate? before = null;
        for (int step = 0; step <= Steps; step++)
        {
            double[] features = [.. first];
            input.ScaleSize(features, Math.Pow(LargestAdvFraction / SmallestAdvFraction, (double)step / Steps));
            ImpactEstimate now = SyntheticModel.Estimator.Estimate(features);
            if (before is not null)
            {
                AssertNoLess(before.Slippage, now.Slippage);
                AssertNoLess(before.PriceShift, now.PriceShift);
            }

            before = now;
        }
    }

    private static void AssertNoLess(CostDistribution before, CostDistribution now)
    {
        Assert.True(now.MeanBps >= before.MeanBps - TieShare * 1e-3 * Math.Abs(before.MeanBps), $"mean {before.MeanBps} fell to {now.MeanBps}");
        foreach (double level in QuantileLevels.All)
        {
            double was = before.QuantileBps(level);
            double becomes = now.QuantileBps(level);
            Assert.True(becomes >= was - TieShare * Math.Max(1e-3, Math.Abs(was)), $"{level}: {was} fell to {becomes}");
        }
    }
}
