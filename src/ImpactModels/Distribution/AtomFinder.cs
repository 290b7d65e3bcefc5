namespace ImpactService.ImpactModels.Distribution;

/// <summary>Finds atoms of a forecast: the one that was set into it, and runs of pieces no wider than the minimal width that <see cref="KnotSeparation"/> gives to tied levels.</summary>
internal static class AtomFinder
{
    /// <summary>Pulling a run of ties apart makes its pieces the minimal width times a little; twice it is still an atom.</summary>
    private const double WidthSlack = 2;

    public static LevelRange At(in CostCurve curve, double y)
    {
        ReadOnlySpan<double> x = curve.Knots;
        double floor = KnotSeparation.Floor(x[0], x[^1]);
        double reach = Math.Max(floor, KnotSeparation.RelativeWidth * Math.Abs(y));
        if (curve.Atom is { } atom && Math.Abs(y - atom.ValueBps) <= reach)
            return new LevelRange(atom.Below, atom.AtMost);
        int start = 0;
        while (start + 1 < x.Length)
        {
            int end = EndOfRun(x, start, floor);
            if (end > start && y >= x[start] - reach && y <= x[end] + reach)
                return new LevelRange(curve.Levels[start], curve.Levels[end]);
            start = Math.Max(end, start + 1);
        }

        double level = curve.Cdf(y);
        return new LevelRange(level, level);
    }

    private static int EndOfRun(ReadOnlySpan<double> x, int start, double floor)
    {
        int end = start;
        while (end + 1 < x.Length && x[end + 1] - x[end] <= WidthSlack * KnotSeparation.Width(x, end + 1, floor))
            end++;
        return end;
    }
}
