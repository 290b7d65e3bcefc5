namespace ImpactService.ImpactModels.Estimation;

/// <summary>Where training orders lie on one axis: the bulk, and the extremes.</summary>
/// <param name="Lowest">Smallest value seen.</param>
/// <param name="BulkLow">Below it the edge begins.</param>
/// <param name="BulkHigh">Above it the edge begins.</param>
/// <param name="Highest">Largest value seen.</param>
public readonly record struct SupportRange(double Lowest, double BulkLow, double BulkHigh, double Highest)
{
    /// <summary>So that a value that went through a conversion of units still equals itself.</summary>
    private const double RelativeSlack = 1e-9;

    /// <param name="sorted">Ascending; not empty.</param>
    /// <param name="tailShare">Share of the rows beyond the bulk at either end.</param>
    public static SupportRange Of(double[] sorted, double tailShare)
    {
        int cut = (int)Math.Floor(tailShare * (sorted.Length - 1));
        return new SupportRange(sorted[0], sorted[cut], sorted[^(cut + 1)], sorted[^1]);
    }

    public SupportLevel Both(double value)
    {
        double slack = RelativeSlack * Math.Abs(value);
        if (!(value >= Lowest - slack && value <= Highest + slack))
            return SupportLevel.Outside;
        return value >= BulkLow - slack && value <= BulkHigh + slack ? SupportLevel.Inside : SupportLevel.Edge;
    }

    /// <summary>A value below all of them is bounded by them (cost grows with size and starts at the spread cost), so it is at the edge and never outside.</summary>
    public SupportLevel Above(double value)
    {
        double slack = RelativeSlack * Math.Abs(value);
        if (!(value <= Highest + slack))
            return SupportLevel.Outside;
        return value >= BulkLow - slack && value <= BulkHigh + slack ? SupportLevel.Inside : SupportLevel.Edge;
    }
}
