using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>The arrays that hold all trees of an ensemble.</summary>
/// <param name="Nodes">Of all trees; siblings are neighbours and come after their parent.</param>
/// <param name="Leaves">[nodes] ordinal of the leaf, −1 for a split.</param>
/// <param name="Roots">[trees] index of each tree's first node, shallow trees first.</param>
/// <param name="Steps">[leaves × 17]</param>
internal sealed record EnsembleTrees(EnsembleNode[] Nodes, int[] Leaves, int[] Roots, float[] Steps)
{
    public ReadOnlySpan<float> StepsAt(int node) => Steps.AsSpan(Leaves[node] * QuantileLevels.Count, QuantileLevels.Count);

    /// <summary>Steps from a node to its deepest leaf.</summary>
    public int DepthOf(int node)
    {
        if (Nodes[node].IsLeaf)
            return 0;
        int left = node + Nodes[node].Offset;
        return 1 + Math.Max(DepthOf(left), DepthOf(left + 1));
    }
}
