using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// A row's base curve as a place and a width, for learners of one distribution instead of 17 levels: they learn (target − median of the base)/(interquartile range of the base), and answer
/// median + width·quantile. All levels rise with the size group wherever the base's median does and its width does not depend on size, as with every law.
/// </summary>
/// <param name="NarrowestWidth">Curves narrower than this count as this wide; 0: widths are not looked at, every row has width 1.</param>
internal readonly record struct BaseScale(double NarrowestWidth)
{
    private const int LowerQuartile = 5;
    private const int UpperQuartile = 11;

    /// <summary>Share of the mean width, so that a few rows with collapsed curves do not own the fit (as in the booster's scores).</summary>
    private const double NarrowestShare = 0.1;

    public static BaseScale Fit(LearnerData data)
    {
        if (data.BaseCurves is null)
            return default;
        double sum = 0;
        for (int row = 0; row < data.RowCount; row++)
            sum += Math.Max(0, Range(CurveOf(data, row)));
        double narrowest = NarrowestShare * (sum / data.RowCount);
        return new BaseScale(double.IsFinite(narrowest) ? narrowest : 0);
    }

    public static ReadOnlySpan<double> CurveOf(LearnerData data, int row) =>
        data.BaseCurves is null ? [] : data.BaseCurves.AsSpan(row * QuantileLevels.Count, QuantileLevels.Count);

    public static double Centre(ReadOnlySpan<double> baseCurve) => baseCurve.IsEmpty ? 0 : baseCurve[QuantileLevels.MedianIndex];

    public double Width(ReadOnlySpan<double> baseCurve) => baseCurve.IsEmpty || NarrowestWidth == 0 ? 1 : Math.Max(Range(baseCurve), NarrowestWidth);

    /// <summary>[rows] what is learned.</summary>
    public double[] Residuals(LearnerData data)
    {
        double[] residuals = new double[data.RowCount];
        for (int row = 0; row < residuals.Length; row++)
        {
            ReadOnlySpan<double> curve = CurveOf(data, row);
            residuals[row] = (data.Targets[row] - Centre(curve)) / Width(curve);
        }

        return residuals;
    }

    public void Write(BinaryWriter writer) => writer.Write(NarrowestWidth);

    /// <exception cref="InvalidDataException">Not a width.</exception>
    public static BaseScale Read(BinaryReader reader)
    {
        double width = reader.ReadDouble();
        ArrayBytes.Require(width >= 0 && double.IsFinite(width), $"The model has a base of width {width}.");
        return new BaseScale(width);
    }

    private static double Range(ReadOnlySpan<double> curve) => curve[UpperQuartile] - curve[LowerQuartile];
}
