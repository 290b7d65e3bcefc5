using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>Rows for the booster: features row-major [RowCount × FeatureCount], NaN is missing. Read, never written.</summary>
internal sealed record BoostingData
{
    public required int RowCount { get; init; }

    public required int FeatureCount { get; init; }

    public required float[] Features { get; init; }

    public required double[] Targets { get; init; }

    public double[]? Weights { get; init; }

    /// <summary>[RowCount × 17], or null for a base of zero.</summary>
    public double[]? BaseCurves { get; init; }

    /// <summary>[RowCount] true where a row only measures the validation loss; null when every row trains.</summary>
    public bool[]? IsValidation { get; init; }

    public int[] IncreasingFeatures { get; init; } = [];

    public int[] CategoricalFeatures { get; init; } = [];

    public ulong Seed { get; init; }

    public double Base(int row, int level) => BaseCurves is null ? 0 : BaseCurves[row * QuantileLevels.Count + level];

    public float Feature(int row, int feature) => Features[row * FeatureCount + feature];

    public double Weight(int row) => Weights is null ? 1 : Weights[row];

    /// <summary>These rows alone, all of them for training.</summary>
    public BoostingData Select(int[] rows) => this with
    {
        RowCount = rows.Length,
        Features = Select(Features, FeatureCount, rows),
        Targets = Select(Targets, 1, rows),
        Weights = Weights is null ? null : Select(Weights, 1, rows),
        BaseCurves = BaseCurves is null ? null : Select(BaseCurves, QuantileLevels.Count, rows),
        IsValidation = null,
    };

    private static T[] Select<T>(T[] values, int width, int[] rows)
    {
        var selected = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
            values.AsSpan(rows[i] * width, width).CopyTo(selected.AsSpan(i * width));
        return selected;
    }
}
