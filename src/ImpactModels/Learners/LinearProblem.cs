using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>What the linear solver works on: standardised columns, and what the base curves leave of the targets at each level, in units of its spread.</summary>
internal sealed class LinearProblem
{
    private const int Levels = QuantileLevels.Count;
    private const int Stride = LinearSolver.Stride;

    public LinearProblem(LearnerData data, DesignColumns columns, int mostRows)
    {
        int stride = (data.RowCount + mostRows - 1) / mostRows;
        int[] rows = [.. Enumerable.Range(0, (data.RowCount + stride - 1) / stride).Select(i => i * stride)];
        RowCount = rows.Length;
        Columns = columns.Count;
        Weights = data.Weights is null ? null : Array.ConvertAll(rows, row => data.Weights[row]);
        IsIncreasing = columns.AreValuesOf(data.IncreasingFeatures);
        Design = new float[RowCount * Columns];
        Spread = SpreadOf(data, rows);
        Residuals = new float[RowCount * Stride];
        for (int i = 0; i < RowCount; i++)
        {
            columns.Write(data.Features.AsSpan(rows[i] * data.FeatureCount, data.FeatureCount), Design.AsSpan(i * Columns, Columns));
            for (int level = 0; level < Levels; level++)
                Residuals[i * Stride + level] = (float)(Left(data, rows[i], level) / Spread);
        }
    }

    public int RowCount { get; }

    /// <summary>Without the intercept.</summary>
    public int Columns { get; }

    /// <summary>[rows × columns]</summary>
    public float[] Design { get; }

    /// <summary>[rows × 24]</summary>
    public float[] Residuals { get; }

    public double[]? Weights { get; }

    public bool[] IsIncreasing { get; }

    /// <summary>Interquartile range of what the base medians leave.</summary>
    public double Spread { get; }

    public ReadOnlySpan<float> Row(int row) => Design.AsSpan(row * Columns, Columns);

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
