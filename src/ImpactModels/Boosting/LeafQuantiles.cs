using System.Buffers;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Fifth stage: a leaf's vector is, level by level, the sample quantile of its rows' residuals at that level: the exact minimiser of pinball loss over a common step.
/// </summary>
internal sealed class LeafQuantiles(BoostingData data, Residuals residuals, LeafSmoothing smoothing, int threads)
{
    private const int Levels = QuantileLevels.Count;

    /// <returns>[groups × 17]; zero for a group without rows.</returns>
    public float[] Find(ValueGroups groups)
    {
        var vectors = new float[groups.Count * Levels];
        int[] largestFirst = [.. Enumerable.Range(0, groups.Count).OrderByDescending(groups.Size)];
        ParallelChunks.For(groups.Count, 1, threads, (item, _, _) =>
        {
            int group = largestFirst[item];
            Span<float> vector = vectors.AsSpan(group * Levels, Levels);
            if (groups.Size(group) == 0)
                return;
            Find(groups[group], vector);
            smoothing.Apply(vector, groups.Size(group));
        });
        return vectors;
    }

    /// <summary>The rows' residuals are copied level by level first, so that each selection reads one run of memory and each row is fetched once.</summary>
    private void Find(ReadOnlySpan<int> rows, Span<float> vector)
    {
        float[] byLevel = ArrayPool<float>.Shared.Rent(rows.Length * Levels);
        double[] weights = data.Weights is null ? [] : ArrayPool<double>.Shared.Rent(rows.Length);
        Transpose(rows, byLevel);
        for (int level = 0; level < Levels; level++)
        {
            Span<float> values = byLevel.AsSpan(level * rows.Length, rows.Length);
            vector[level] = data.Weights is null
                ? QuantileSelection.Select(values, QuantileLevels.All[level])
                : QuantileSelection.Select(values, CopyWeights(rows, weights), QuantileLevels.All[level]);
        }

        ArrayPool<float>.Shared.Return(byLevel);
        ArrayPool<double>.Shared.Return(weights);
    }

    private void Transpose(ReadOnlySpan<int> rows, Span<float> byLevel)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> own = residuals.Row(rows[i]);
            for (int level = 0; level < Levels; level++)
                byLevel[level * rows.Length + i] = own[level];
        }
    }

    /// <summary>Selection reorders the weights with the values, so each level starts from a fresh copy.</summary>
    private Span<double> CopyWeights(ReadOnlySpan<int> rows, double[] weights)
    {
        for (int i = 0; i < rows.Length; i++)
            weights[i] = data.Weights![rows[i]];
        return weights.AsSpan(0, rows.Length);
    }
}
