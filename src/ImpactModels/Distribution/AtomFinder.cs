using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Finds atoms of a forecast: runs of pieces no wider than the minimal width that <see cref="KnotSeparation"/> gives to tied levels.</summary>
internal static class AtomFinder
{
    /// <summary>Pulling a run of ties apart makes its pieces the minimal width times a little; twice it is still an atom.</summary>
    private const double WidthSlack = 2;

    private const int Last = QuantileLevels.Count - 1;

    public static LevelRange At(in CostCurve curve, double y)
    {
        ReadOnlySpan<double> x = curve.Knots;
        double floor = Math.Max(KnotSeparation.MinimumWidthBps, KnotSeparation.RangeWidth * (x[Last] - x[0]));
        double reach = Math.Max(floor, KnotSeparation.RelativeWidth * Math.Abs(y));
        int start = 0;
        while (start < Last)
        {
            int end = EndOfRun(x, start, floor);
            if (end > start && y >= x[start] - reach && y <= x[end] + reach)
                return new LevelRange(QuantileLevels.All[start], QuantileLevels.All[end]);
            start = Math.Max(end, start + 1);
        }

        double level = curve.Cdf(y);
        return new LevelRange(level, level);
    }

    private static int EndOfRun(ReadOnlySpan<double> x, int start, double floor)
    {
        int end = start;
        while (end < Last && x[end + 1] - x[end] <= WidthSlack * KnotSeparation.Width(x, end + 1, floor))
            end++;
        return end;
    }
}
