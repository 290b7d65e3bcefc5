using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>The shapes that every model checks at its edge.</summary>
internal static class ModelShapes
{
    public static void Check(int featureCount, ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        if (row.Length != featureCount)
            throw new ArgumentException($"The row has {row.Length} features; the model was trained on {featureCount}.", nameof(row));
        if (!baseCurve.IsEmpty && baseCurve.Length != QuantileLevels.Count)
            throw new ArgumentException($"The base curve has {baseCurve.Length} values; it must have {QuantileLevels.Count} or none.", nameof(baseCurve));
        if (quantiles.Length != QuantileLevels.Count)
            throw new ArgumentException($"There is room for {quantiles.Length} quantiles; there are {QuantileLevels.Count}.", nameof(quantiles));
    }

    public static void CheckMany(int featureCount, ReadOnlySpan<float> rows, ReadOnlySpan<double> baseCurves, Span<double> quantiles)
    {
        if (quantiles.Length % QuantileLevels.Count != 0)
            throw new ArgumentException($"There is room for {quantiles.Length} quantiles; it must be a multiple of {QuantileLevels.Count}.", nameof(quantiles));
        int count = quantiles.Length / QuantileLevels.Count;
        if (rows.Length != count * featureCount)
            throw new ArgumentException($"The rows have {rows.Length} values; {count} rows of {featureCount} features have {count * featureCount}.", nameof(rows));
        if (!baseCurves.IsEmpty && baseCurves.Length != quantiles.Length)
            throw new ArgumentException($"The base curves have {baseCurves.Length} values; there must be {quantiles.Length} or none.", nameof(baseCurves));
    }
}
