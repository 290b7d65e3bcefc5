using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// A cost plus growth·A: a growth that is known up to a positive factor A, log-normal of mean one and independent of the rest. Level by level, offsets from the means on the same side add in quadrature (exact for
/// normal variables), on different sides plainly: so no two levels cross, and as no factor is below zero, no level falls as the growth rises.
/// A cost that may be exactly the spread does not grow by a hundredth of a tick: more and more orders of such a size find too little at the touch and pay a step of about half a spread more, the others still pay the spread.
/// </summary>
public static class UncertainGrowth
{
    /// <summary>Standard deviation of ln A: 90 % between 0.39 and 2.0. Published laws differ by 0.3 at the same order, markets and ways to identify an order by as much again.</summary>
    public const double LogWidth = 0.5;

    /// <summary>Where there is no spread there is no step.</summary>
    private const double StepMinBps = 1e-3;

    /// <summary>bps, and beside the value: below anything that is printed.</summary>
    private const double QuantileWidth = 1e-9;

    /// <summary>[17] quantiles of A less its mean.</summary>
    private static readonly double[] offsets = [.. NormalDistribution.AtLevels().Select(Offset)];

    /// <param name="growthBps">Not negative.</param>
    /// <param name="tails">Of the result beyond its outer levels.</param>
    public static CostDistribution Add(CostDistribution cost, double growthBps, in TailShape tails)
    {
        if (!(growthBps > 0))
            return cost;
        return cost.Atom is { } atom ? InSteps(cost, atom, growthBps, tails) : Plain(cost, growthBps, tails);
    }

    private static CostDistribution Plain(CostDistribution cost, double growthBps, in TailShape tails)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        cost.CopyCurve(curve);
        for (int i = 0; i < curve.Length; i++)
            curve[i] = cost.MeanBps + growthBps + Combined(curve[i] - cost.MeanBps, growthBps * offsets[i]);
        return CostDistribution.FromCurve(curve, tails);
    }

    /// <summary>
    /// With probability exp(−growth/step) nothing is added, else so much that the mean is what it should be: one step at first, and the whole growth once that is many steps. The share that grows and what it grows by both
    /// rise with the growth, so no level falls. Nor in the tails, whose lengths are not measured on the mixed curve: its outer levels spread out as they pass the atom one by one.
    /// </summary>
    private static CostDistribution InSteps(CostDistribution cost, in PointMass atom, double growthBps, in TailShape tails)
    {
        double grownShare = -PreciseMath.ExpM1(-growthBps / Math.Max(atom.ReachBps, StepMinBps));
        CostDistribution grown = Plain(cost, growthBps / grownShare, tails);
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        for (int i = 0; i < curve.Length; i++)
            curve[i] = MixedQuantile(cost, grown, grownShare, QuantileLevels.All[i]);
        double grownUpTo = grownShare * Math.Min(grown.Cdf(atom.ValueBps), atom.Below);
        PointMass left = new(atom.ValueBps, (1 - grownShare) * atom.Below + grownUpTo, (1 - grownShare) * atom.AtMost + grownUpTo, atom.ReachBps);
        GeneralisedPareto lower = cost.Curve.Lower, upper = cost.Curve.Upper;
        return CostDistribution.From(new CostCurve(curve, lower, upper with { Scale = upper.Scale + grownShare * Math.Max(0, grown.Curve.Upper.Scale - upper.Scale) }, left));
    }

    /// <summary>By halving: where the two differ they differ in kinks and jumps.</summary>
    private static double MixedQuantile(CostDistribution cost, CostDistribution grown, double grownShare, double level)
    {
        double low = cost.QuantileBps(level), high = grown.QuantileBps(level);
        double width = Math.Max(QuantileWidth, QuantileWidth * Math.Abs(high));
        while (high - low > width)
        {
            double middle = 0.5 * (low + high);
            if ((1 - grownShare) * cost.Cdf(middle) + grownShare * grown.Cdf(middle) < level)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    private static double Offset(double score) => Math.Exp(LogWidth * score - 0.5 * LogWidth * LogWidth) - 1;

    private static double Combined(double a, double b) => a * b > 0 ? Math.CopySign(Math.Sqrt(a * a + b * b), a) : a + b;
}
