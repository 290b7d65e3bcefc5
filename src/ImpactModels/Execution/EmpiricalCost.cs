using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>The cost distribution of many equally likely outcomes: their quantiles at the 17 levels and tails beyond.</summary>
internal static class EmpiricalCost
{
    /// <param name="outcomesBps">[n], sorted by the call.</param>
    public static CostDistribution Of(double[] outcomesBps)
    {
        Array.Sort(outcomesBps);
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        for (int q = 0; q < curve.Length; q++)
            curve[q] = At(outcomesBps, QuantileLevels.All[q]);
        return CostDistribution.FromCurve(curve, TailShape.Default);
    }

    /// <summary>Outcome k of n sits at level (k + ½)/n.</summary>
    private static double At(double[] sorted, double level)
    {
        double position = Math.Clamp(level * sorted.Length - 0.5, 0, sorted.Length - 1);
        int low = (int)position;
        int high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }
}
