using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class DelayedCostTests
{
    private static readonly CostDistribution normal = CostDistribution.FromCurve([.. NormalDistribution.AtLevels().Select(z => 5 + 10 * z)], TailShape.Default);

    [Fact]
    public void Of_NoDelay_IsTheCostItself() => Assert.Same(normal, DelayedCost.Of(normal, 0.02, 0));

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Of_NormalCost_IsTheNormalOfTheSumOfVariances(double delayDays)
    {
        CostDistribution delayed = DelayedCost.Of(normal, 0.02, delayDays);
        double deviation = Math.Sqrt(100 + 200 * 200 * delayDays);
        Assert.Equal(5, delayed.MeanBps, 1e-9);
        Assert.Equal(deviation, delayed.StandardDeviationBps, 0.06 * deviation);
        foreach (double level in (double[])[0.05, 0.25, 0.5, 0.75, 0.95])
            Assert.Equal(5 + deviation * NormalDistribution.Quantile(level), delayed.QuantileBps(level), 0.03 * deviation);
    }

    [Fact]
    public void Of_NegativeDelay_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => DelayedCost.Of(normal, 0.02, -1));
}
