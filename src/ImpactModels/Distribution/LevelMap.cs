using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Reads a curve at other levels: the calibrated value at level i is the raw quantile at levels[i].</summary>
internal static class LevelMap
{
    /// <param name="levels">[17] non-decreasing, in (0, 1).</param>
    /// <param name="curve">[17].</param>
    /// <param name="tails">For levels beyond 1 % and 99 %.</param>
    /// <param name="mapped">[17], non-decreasing; may be the curve itself.</param>
    public static void Apply(ReadOnlySpan<double> levels, ReadOnlySpan<double> curve, in TailShape tails, Span<double> mapped)
    {
        CostCurve raw = new(curve, tails);
        double last = double.NegativeInfinity;
        for (int i = 0; i < QuantileLevels.Count; i++)
            mapped[i] = last = Math.Max(last, raw.Quantile(levels[i]));
    }
}
