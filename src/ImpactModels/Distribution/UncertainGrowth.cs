using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// A cost plus growth·A: a growth that is known up to a positive factor A, log-normal of mean one and independent of the rest. Level by level, offsets from the means on the same side add in quadrature (exact for
/// normal variables), on different sides plainly: so no two levels cross, and as no factor is below zero, no level falls as the growth rises.
/// </summary>
public static class UncertainGrowth
{
    /// <summary>Standard deviation of ln A: 90 % between 0.39 and 2.0. Published laws differ by 0.3 at the same order, markets and ways to identify an order by as much again.</summary>
    public const double LogWidth = 0.5;

    /// <summary>[17] quantiles of A less its mean.</summary>
    private static readonly double[] offsets = [.. NormalDistribution.AtLevels().Select(Offset)];

    /// <param name="growthBps">Not negative.</param>
    /// <param name="tails">Of the result beyond its outer levels.</param>
    public static CostDistribution Add(CostDistribution cost, double growthBps, in TailShape tails)
    {
        if (!(growthBps > 0))
            return cost;
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        cost.CopyCurve(curve);
        for (int i = 0; i < curve.Length; i++)
            curve[i] = cost.MeanBps + growthBps + Combined(curve[i] - cost.MeanBps, growthBps * offsets[i]);
        return cost.Atom is { } atom ? CostDistribution.FromCurve(curve, tails, Grown(atom, cost.MeanBps, growthBps)) : CostDistribution.FromCurve(curve, tails);
    }

    /// <summary>An atom moves as the level in its middle does, whole: dropped, it would leave a step between the largest order without growth and the smallest with it.</summary>
    private static PointMass Grown(PointMass atom, double meanBps, double growthBps) =>
        atom.At(meanBps + growthBps + Combined(atom.ValueBps - meanBps, growthBps * Offset(NormalDistribution.Quantile(0.5 * (atom.Below + atom.AtMost)))), 1);

    private static double Offset(double score) => Math.Exp(LogWidth * score - 0.5 * LogWidth * LogWidth) - 1;

    private static double Combined(double a, double b) => a * b > 0 ? Math.CopySign(Math.Sqrt(a * a + b * b), a) : a + b;
}
