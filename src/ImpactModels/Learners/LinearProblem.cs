using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>What the linear solver works on: standardised columns and a one, and what the base curves leave of the targets at each level, in units of its spread.</summary>
internal sealed class LinearProblem
{
    private const int Levels = QuantileLevels.Count;

    public LinearProblem(LearnerData data, DesignColumns columns, int mostRows)
    {
        int[] rows = SpreadRows.Of(data.RowCount, mostRows, data.Seed);
        RowCount = rows.Length;
        Columns = columns.Count;
        Stride = LaneKernel.Padded(Columns + 1);
        double share = (double)RowCount / data.RowCount;
        Weights = Array.ConvertAll(rows, row => (data.Weights?[row] ?? 1) / share);
        IsIncreasing = columns.AreValuesOf(data.IncreasingFeatures);
        Design = new float[RowCount * Stride];
        for (int i = 0; i < RowCount; i++)
        {
            columns.Write(data.Features.AsSpan(rows[i] * data.FeatureCount, data.FeatureCount), Design.AsSpan(i * Stride, Columns));
            Design[i * Stride + Columns] = 1;
        }

        Spread = SpreadOf(data, rows);
        Residuals = [.. Enumerable.Range(0, Levels).Select(level => Array.ConvertAll(rows, row => (float)(Left(data, row, level) / Spread)))];
    }

    public int RowCount { get; }

    /// <summary>Without the intercept.</summary>
    public int Columns { get; }

    /// <summary>Columns and the intercept, the last, filled up to whole lanes.</summary>
    public int Stride { get; }

    /// <summary>[rows × Stride]</summary>
    public float[] Design { get; }

    /// <summary>[17][rows]</summary>
    public float[][] Residuals { get; }

    /// <summary>[rows] their sum is that of all rows, those that were left out too.</summary>
    public double[] Weights { get; }

    /// <summary>[Columns]</summary>
    public bool[] IsIncreasing { get; }

    /// <summary>Interquartile range of what the base medians leave.</summary>
    public double Spread { get; }

    public ReadOnlySpan<float> Row(int row) => Design.AsSpan(row * Stride, Stride);

    private static double Left(LearnerData data, int row, int level) => data.Targets[row] - (data.BaseCurves?[row * Levels + level] ?? 0);

    private static double SpreadOf(LearnerData data, int[] rows)
    {
        double[] left = Array.ConvertAll(rows, row => Left(data, row, QuantileLevels.MedianIndex));
        double[] quartiles = new double[2];
        WeightedQuantiles.Write(left, [], [0.25, 0.75], quartiles);
        double range = quartiles[1] - quartiles[0];
        double widest = Math.Max(left.Max(), -left.Min());
        return range > 0 ? range : widest > 0 ? widest : 1;
    }
}
