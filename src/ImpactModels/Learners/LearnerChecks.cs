using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>The edge of every learner: shapes and values are checked once, and trusted from there on.</summary>
internal static class LearnerChecks
{
    /// <exception cref="ArgumentException">Shapes do not match, a target is not finite, a weight is not positive, or a feature index is outside.</exception>
    public static void Check(LearnerData data)
    {
        Require(data.RowCount >= 1, "There are no rows to learn from.");
        Require(data.FeatureCount >= 1, "There are no features to learn from.");
        Require((long)data.RowCount * Math.Max(data.FeatureCount, QuantileLevels.Count) <= Array.MaxLength, $"{data.RowCount} rows of {data.FeatureCount} features do not fit one array.");
        Require(data.Features.Length == data.RowCount * data.FeatureCount, $"Features has {data.Features.Length} values for {data.RowCount} rows of {data.FeatureCount}.");
        Require(data.Targets.Length == data.RowCount, $"Targets has {data.Targets.Length} values for {data.RowCount} rows.");
        Require(data.Weights is null || data.Weights.Length == data.RowCount, $"Weights has {data.Weights?.Length} values for {data.RowCount} rows.");
        Require(data.BaseCurves is null || data.BaseCurves.Length == data.RowCount * QuantileLevels.Count, $"BaseCurves has {data.BaseCurves?.Length} values for {data.RowCount} rows of {QuantileLevels.Count}.");
        Require(data.Blocks is null || data.Blocks.Length == data.RowCount, $"Blocks has {data.Blocks?.Length} values for {data.RowCount} rows.");
        CheckValues(data);
        CheckIndices(data.IncreasingFeatures, data.FeatureCount, nameof(data.IncreasingFeatures));
        CheckIndices(data.CategoricalFeatures, data.FeatureCount, nameof(data.CategoricalFeatures));
        Require(!data.IncreasingFeatures.Intersect(data.CategoricalFeatures).Any(), "A categorical feature has no order to increase in.");
    }

    private static void CheckValues(LearnerData data)
    {
        int target = Array.FindIndex(data.Targets, value => !double.IsFinite(value));
        Require(target < 0, $"The target of row {target} is not finite.");
        int weight = data.Weights is null ? -1 : Array.FindIndex(data.Weights, value => !(value > 0 && value < double.PositiveInfinity));
        Require(weight < 0, $"The weight of row {weight} is not positive and finite.");
        int curve = data.BaseCurves is null ? -1 : Array.FindIndex(data.BaseCurves, value => !double.IsFinite(value));
        Require(curve < 0, $"The base curve of row {curve / QuantileLevels.Count} is not finite.");
    }

    private static void CheckIndices(int[] indices, int count, string name)
    {
        foreach (int index in indices)
            Require(index >= 0 && index < count, $"{name} names feature {index}; there are {count}.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException(message);
    }
}
