using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Estimation;

/// <summary>What every answer must satisfy, whatever the order.</summary>
internal static class EstimateAssert
{
    /// <summary>Means add up to this share of the largest of them (1e-9 bps at ordinary costs).</summary>
    private const double Relative = 1e-9;

    public static void Holds(ImpactEstimate e)
    {
        foreach (CostDistribution distribution in new[] { e.Slippage, e.PriceShift, e.PermanentImpact, e.TemporaryImpact })
            IsOrdered(distribution);
        double tolerance = Relative * Math.Max(1, Math.Abs(e.Slippage.MeanBps) + Math.Abs(e.PriceShift.MeanBps));
        Assert.Equal(e.Slippage.MeanBps - e.PriceShift.MeanBps / 2, e.TemporaryImpact.MeanBps, tolerance);
        CostDecomposition steps = e.Decomposition;
        Assert.Equal(e.Slippage.MeanBps, steps.SpreadCostBps + steps.TemporaryBeyondSpreadBps + steps.PermanentBps, tolerance);
        Assert.Equal(e.PermanentImpact.MeanBps, steps.PermanentBps, tolerance);
        Assert.True(steps.TimingRiskBps >= 0);
        foreach (double level in QuantileLevels.All.ToArray())
            Assert.Equal(e.PriceShift.QuantileBps(level) / 2, e.PermanentImpact.QuantileBps(level), tolerance);
        Assert.All(e.Laws, law => Assert.True(double.IsFinite(law.SlippageMeanBps) && double.IsFinite(law.PriceShiftMeanBps), law.ToString()));
        Assert.True(e.RelaxationLagSeconds is >= 60 and <= 1_800);
    }

    public static void Same(ImpactEstimate expected, ImpactEstimate actual)
    {
        Assert.Equal((expected.Rung, expected.Reason, expected.Support, expected.CalibrationCell), (actual.Rung, actual.Reason, actual.Support, actual.CalibrationCell));
        Assert.Equal(expected.Decomposition, actual.Decomposition);
        Assert.Equal(expected.Laws.AsEnumerable(), actual.Laws);
        Assert.Equal(Numbers(expected), Numbers(actual));
    }

    private static double[] Numbers(ImpactEstimate e) => [.. new[] { e.Slippage, e.PriceShift, e.PermanentImpact, e.TemporaryImpact }.SelectMany(d => Curve(d).Append(d.MeanBps).Append(d.StandardDeviationBps))];

    private static void IsOrdered(CostDistribution distribution)
    {
        Assert.True(double.IsFinite(distribution.MeanBps));
        Assert.True(distribution.StandardDeviationBps >= 0 && double.IsFinite(distribution.StandardDeviationBps));
        double[] curve = Curve(distribution);
        Assert.All(curve, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(curve.Order(), curve);
    }

    public static double[] Curve(CostDistribution distribution)
    {
        double[] curve = new double[QuantileLevels.Count];
        distribution.CopyCurve(curve);
        return curve;
    }
}
