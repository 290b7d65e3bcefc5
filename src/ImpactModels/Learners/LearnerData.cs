namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Rows to learn from: features row-major, one target. All arrays are read, never written.
/// </summary>
public sealed record LearnerData
{
    public required int RowCount { get; init; }

    public required int FeatureCount { get; init; }

    /// <summary>[RowCount × FeatureCount], row-major; NaN is a missing value.</summary>
    public required float[] Features { get; init; }

    /// <summary>[RowCount] the target; finite.</summary>
    public required double[] Targets { get; init; }

    /// <summary>
    /// [RowCount] positive sample weights, or null for ones. A weight is how many independent rows a row counts for: shrinkage believes their sum, so learners never rescale them.
    /// </summary>
    public double[]? Weights { get; init; }

    /// <summary>[RowCount × 17] the base curve of each row (what is learned is the difference to it), or null for none.</summary>
    public double[]? BaseCurves { get; init; }

    /// <summary>
    /// [RowCount] ordinal of the block (trading session) of each row, non-negative; early stopping and inner validation hold out whole blocks, the latest ones, never single rows.
    /// Null: rows are exchangeable.
    /// </summary>
    public int[]? Blocks { get; init; }

    /// <summary>Features in which every level is non-decreasing, together: the size group.</summary>
    public int[] IncreasingFeatures { get; init; } = [];

    public int[] CategoricalFeatures { get; init; } = [];

    public ulong Seed { get; init; }
}
