using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>What the network starts from: base curve plus the quantiles of what it leaves, sorted; and the spread that everything is measured in.</summary>
/// <param name="Start">[17] added to every base curve.</param>
/// <param name="Spread">Interquartile range of what the base medians leave.</param>
internal sealed record NetworkScale(float[] Start, double Spread)
{
    private const int Levels = QuantileLevels.Count;
    private const int LowerQuartile = 5;
    private const int UpperQuartile = 11;

    public static NetworkScale Fit(LearnerData data)
    {
        var rows = new BoostingData { RowCount = data.RowCount, FeatureCount = data.FeatureCount, Features = data.Features, Targets = data.Targets, Weights = data.Weights, BaseCurves = data.BaseCurves };
        float[] start = StartCurve.Find(rows);
        double[] middle = new double[data.RowCount];
        for (int row = 0; row < middle.Length; row++)
            middle[row] = data.Targets[row] - BaseScale.Centre(BaseScale.CurveOf(data, row));
        double[] quartiles = new double[2];
        WeightedQuantiles.Write(middle, data.Weights, [QuantileLevels.All[LowerQuartile], QuantileLevels.All[UpperQuartile]], quartiles);
        double range = quartiles[1] - quartiles[0];
        return new NetworkScale(start, range > 0 ? range : 1);
    }

    /// <summary>The head's offsets of a row.</summary>
    public void Offsets(ReadOnlySpan<double> baseCurve, Span<float> offsets)
    {
        Span<double> curve = stackalloc double[Levels];
        for (int level = 0; level < Levels; level++)
            curve[level] = ((baseCurve.IsEmpty ? 0 : baseCurve[level]) + Start[level]) / Spread;
        Rearrangement.Apply(curve);
        QuantileHead.Offsets(curve, offsets);
    }
}
