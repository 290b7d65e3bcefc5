using System.Buffers;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Fifth stage: a leaf's vector is, level by level, the sample quantile of its rows' residuals at that level: the exact minimiser of pinball loss over a common step.
/// </summary>
internal sealed class LeafQuantiles(BoostingData data, Residuals residuals, LeafSmoothing smoothing, int threads)
{
    private const int Levels = QuantileLevels.Count;

    /// <summary>A group's residuals are copied level by level so that each selection reads one run of memory; as many levels at a time as this holds (4 MB), all 17 up to 60,000 rows.</summary>
    private const int ScratchValues = 1 << 20;

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

    private void Find(ReadOnlySpan<int> rows, Span<float> vector)
    {
        int together = Math.Clamp(ScratchValues / rows.Length - 1, 1, Levels);
        float[] scratch = ArrayPool<float>.Shared.Rent(rows.Length * (together + 1));
        double[] weights = data.Weights is null ? [] : ArrayPool<double>.Shared.Rent(rows.Length);
        for (int level = 0; level < Levels; level += together)
            Find(rows, vector.Slice(level, Math.Min(together, Levels - level)), level, scratch, weights);
        ArrayPool<float>.Shared.Return(scratch);
        ArrayPool<double>.Shared.Return(weights);
    }

    private void Find(ReadOnlySpan<int> rows, Span<float> found, int firstLevel, Span<float> scratch, Span<double> weights)
    {
        Transpose(rows, firstLevel, found.Length, scratch);
        Span<float> spare = scratch.Slice(found.Length * rows.Length, rows.Length);
        for (int i = 0; i < found.Length; i++)
        {
            Span<float> values = scratch.Slice(i * rows.Length, rows.Length);
            double level = QuantileLevels.All[firstLevel + i];
            found[i] = data.Weights is null
                ? QuantileSelection.Select(values, spare, level)
                : QuantileSelection.Select(values, CopyWeights(rows, weights), level);
        }
    }

    private void Transpose(ReadOnlySpan<int> rows, int firstLevel, int levels, Span<float> byLevel)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Span<float> ahead = residuals.Row(rows[Math.Min(i + MemoryHint.RowsAhead, rows.Length - 1)]);
            MemoryHint.WillRead(ref ahead[0]);
            MemoryHint.WillRead(ref ahead[^1]);
            ReadOnlySpan<float> own = residuals.Row(rows[i]).Slice(firstLevel, levels);
            for (int level = 0; level < own.Length; level++)
                byLevel[level * rows.Length + i] = own[level];
        }
    }

    /// <summary>Selection reorders the weights with the values, so each level starts from a fresh copy.</summary>
    private Span<double> CopyWeights(ReadOnlySpan<int> rows, Span<double> weights)
    {
        for (int i = 0; i < rows.Length; i++)
            weights[i] = data.Weights![rows[i]];
        return weights[..rows.Length];
    }
}
