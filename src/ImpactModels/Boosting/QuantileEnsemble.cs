using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// The trained booster as inference needs it: all nodes of all trees in one array, all leaf steps in another, thresholds in feature units instead of bin numbers.
/// Immutable; nothing is allocated per call.
/// </summary>
internal sealed class QuantileEnsemble
{
    private const int Levels = QuantileLevels.Count;

    internal QuantileEnsemble(FeatureExpansion expansion, float[] start, EnsembleNode[] nodes, int[] roots, float[] steps, CategorySet[] categorySets)
    {
        Expansion = expansion;
        Start = start;
        Nodes = nodes;
        Roots = roots;
        Steps = steps;
        CategorySets = categorySets;
    }

    internal FeatureExpansion Expansion { get; }

    public int FeatureCount => Expansion.OwnCount;

    public int TreeCount => Roots.Length;

    /// <summary>[17] added to every row.</summary>
    internal float[] Start { get; }

    internal EnsembleNode[] Nodes { get; }

    /// <summary>[trees] index of each tree's first node; negative when the tree is the single leaf ~root.</summary>
    internal int[] Roots { get; }

    /// <summary>[leaves of all trees × 17]</summary>
    internal float[] Steps { get; }

    internal CategorySet[] CategorySets { get; }

    /// <summary>Writes the learned difference to the base curve: 17 values, not yet rearranged.</summary>
    public void Sum(ReadOnlySpan<float> row, Span<float> sums)
    {
        Span<float> features = stackalloc float[Expansion.Count];
        Expansion.Expand(row, features);
        Start.CopyTo(sums);
        foreach (int root in Roots)
        {
            ReadOnlySpan<float> step = Steps.AsSpan(LeafOf(root, features) * Levels, Levels);
            for (int level = 0; level < Levels; level++)
                sums[level] += step[level];
        }
    }

    private int LeafOf(int at, ReadOnlySpan<float> row)
    {
        while (at >= 0)
        {
            ref readonly EnsembleNode node = ref Nodes[at];
            at = GoesLeft(node, row[node.Feature]) ? node.Left : node.Right;
        }

        return ~at;
    }

    private bool GoesLeft(in EnsembleNode node, float value)
    {
        if (node.CategorySet >= 0)
            return GoesLeft(CategorySets[node.CategorySet], Expansion.Bins[node.Feature].BinOf(value));
        return value <= node.Threshold || float.IsNaN(value) && node.MissingGoesLeft;
    }

    private static bool GoesLeft(CategorySet set, byte bin) => bin != BinMapper.MissingBin && set.Contains(bin);
}

/// <summary>Left when value ≤ threshold. Children: an index of a node, or ~leaf.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct EnsembleNode(float Threshold, int Feature, int Left, int Right, int CategorySet, bool MissingGoesLeft);
