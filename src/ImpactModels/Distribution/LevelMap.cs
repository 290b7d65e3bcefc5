using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Reads a curve at other levels: the calibrated value at level i is the raw quantile at levels[i].</summary>
internal static class LevelMap
{
    /// <param name="levels">[17] non-decreasing, in (0, 1).</param>
    /// <param name="raw">The curve.</param>
    /// <param name="mapped">[17], non-decreasing; may be what the curve was made from.</param>
    public static void Apply(ReadOnlySpan<double> levels, in CostCurve raw, Span<double> mapped)
    {
        double last = double.NegativeInfinity;
        for (int i = 0; i < QuantileLevels.Count; i++)
            mapped[i] = last = Math.Max(last, raw.Quantile(levels[i]));
    }
}
