using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>All rows as the network sees them; computed once.</summary>
internal sealed class NetworkRows
{
    private const int Levels = QuantileLevels.Count;

    private readonly int columns;
    private readonly float[] design;
    private readonly float[] offsets;
    private readonly float[] targets;
    private readonly float[] weights;

    public NetworkRows(LearnerData data, DesignColumns columns, NetworkScale scale)
    {
        this.columns = columns.Count;
        design = columns.Matrix(data, columns.Count);
        offsets = new float[data.RowCount * Levels];
        targets = new float[data.RowCount];
        for (int row = 0; row < targets.Length; row++)
        {
            // The median leaves the offset: what is left of large prices keeps its digits in single precision.
            ReadOnlySpan<double> curve = BaseScale.CurveOf(data, row);
            Span<float> own = offsets.AsSpan(row * Levels, Levels);
            scale.Offsets(curve, own);
            targets[row] = (float)((data.Targets[row] - BaseScale.Centre(curve) - scale.Start[QuantileLevels.MedianIndex]) / scale.Spread);
            own[QuantileLevels.MedianIndex] = 0;
        }

        double mean = data.Weights is null ? 1 : data.Weights.Average();
        weights = new float[data.RowCount];
        for (int row = 0; row < weights.Length; row++)
            weights[row] = data.Weights is null ? 1 : (float)(data.Weights[row] / mean);
    }

    public NetworkRow this[int row] => new(design.AsSpan(row * columns, columns), offsets.AsSpan(row * Levels, Levels), targets[row], weights[row]);
}
