using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Fifth stage: a leaf's vector is, level by level, the sample quantile of its rows' residuals at that level: the exact minimiser of pinball loss over a common step.
/// </summary>
internal sealed class LeafQuantiles(BoostingData data, Residuals residuals, double shrinkage, int threads)
{
    private const int Levels = QuantileLevels.Count;

    /// <param name="leaves">[rows] leaf of each row.</param>
    /// <param name="rowIds">The rows that may be looked at.</param>
    /// <returns>[leafCount × 17]; zero for a leaf without rows.</returns>
    public float[] Find(byte[] leaves, int leafCount, ReadOnlySpan<int> rowIds)
    {
        int[][] members = Group(leaves, leafCount, rowIds);
        var vectors = new float[leafCount * Levels];
        ParallelChunks.For(leafCount * Levels, 1, threads, (item, _, _) => vectors[item] = Find(members[item / Levels], item % Levels));
        return vectors;
    }

    private float Find(int[] members, int level)
    {
        if (members.Length == 0)
            return 0;
        var values = new float[members.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = residuals.Values[members[i] * Levels + level];
        double tau = QuantileLevels.All[level];
        double[]? weights = data.Weights is null ? null : Weights(members);
        double effectiveRows = (weights?.Sum() ?? members.Length) * tau * (1 - tau);
        float quantile = weights is null ? QuantileSelection.Select(values, tau) : QuantileSelection.Select(values, weights, tau);
        return (float)(quantile * effectiveRows / (effectiveRows + shrinkage));
    }

    private double[] Weights(int[] members)
    {
        var weights = new double[members.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = data.Weights![members[i]];
        return weights;
    }

    private static int[][] Group(byte[] leaves, int leafCount, ReadOnlySpan<int> rowIds)
    {
        var counts = new int[leafCount];
        foreach (int row in rowIds)
            counts[leaves[row]]++;
        int[][] members = [.. counts.Select(count => new int[count])];
        foreach (int row in rowIds)
            members[leaves[row]][^counts[leaves[row]]--] = row;
        return members;
    }
}
