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

    public double Weight(int row) => Weights is null ? 1 : Weights[row];
}
