using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Gives a residual curve the mean zero by stretching one side and shrinking the other about its densest point. Moving the whole curve would move its atom (the orders that cost exactly the half spread) off the spot,
/// which costs pinball in proportion (2 % on metaorders of three US shares); a stretch of a few per cent of the thin sides costs next to nothing.
/// </summary>
internal static class MeanCentring
{
    /// <summary>Stretches stay below one half of a side; what is left is moved.</summary>
    private const double MaximumStretch = 0.5;

    /// <summary>The stretch is exact except where a tail's minimal spacing binds; two rounds leave nothing to see.</summary>
    private const int Rounds = 3;

    public static void Apply(Span<double> curve, in TailShape tails)
    {
        double anchor = DensestPoint(curve);
        for (int round = 0; round < Rounds; round++)
            Stretch(curve, anchor, tails);
        double rest = CostDistribution.FromCurve(curve, tails).MeanBps;
        foreach (ref double value in curve)
            value -= rest;
    }

    private static void Stretch(Span<double> curve, double anchor, in TailShape tails)
    {
        CostDistribution distribution = CostDistribution.FromCurve(curve, tails);
        double above = MeanAbove(distribution, anchor);
        double both = 2 * above - (distribution.MeanBps - anchor);
        double stretch = both > 0 ? Math.Clamp(distribution.MeanBps / both, -MaximumStretch, MaximumStretch) : 0;
        foreach (ref double value in curve)
            value += (value > anchor ? -stretch : stretch) * (value - anchor);
    }

    /// <summary>E(X − anchor)⁺ from the expected shortfall beyond the anchor's level.</summary>
    private static double MeanAbove(CostDistribution distribution, double anchor)
    {
        double level = Math.Clamp(distribution.Cdf(anchor), 1e-6, 1 - 1e-6);
        return (1 - level) * (distribution.ExpectedShortfallBps(level) - anchor);
    }

    /// <summary>The middle of the piece with the most mass per width.</summary>
    private static double DensestPoint(ReadOnlySpan<double> curve)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        int densest = 0;
        double best = -1;
        for (int i = 0; i + 1 < curve.Length; i++)
        {
            double density = (levels[i + 1] - levels[i]) / Math.Max(curve[i + 1] - curve[i], double.Epsilon);
            if (density > best)
                (best, densest) = (density, i);
        }

        return 0.5 * (curve[densest] + curve[densest + 1]);
    }
}
