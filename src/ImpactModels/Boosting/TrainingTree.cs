namespace ImpactService.ImpactModels.Boosting;

/// <summary>A node while a tree is grown: a split and two children, or a leaf.</summary>
internal sealed class TrainingNode
{
    public Split? Split { get; set; }

    /// <summary>Index of the left child; the right one is next to it.</summary>
    public int Left { get; set; } = -1;

    /// <summary>Ordinal among the leaves, −1 for a split.</summary>
    public int Leaf { get; set; } = -1;
}

/// <summary>A tree over bin numbers, as training needs it; inference has its own, <see cref="QuantileEnsemble"/>.</summary>
internal sealed class TrainingTree(IReadOnlyList<TrainingNode> nodes, int leafCount)
{
    public IReadOnlyList<TrainingNode> Nodes { get; } = nodes;

    public int LeafCount { get; } = leafCount;

    public int LeafOf(ReadOnlySpan<byte> bins)
    {
        TrainingNode node = Nodes[0];
        while (node.Split is not null)
            node = Nodes[node.Split.GoesLeft(bins[node.Split.Feature]) ? node.Left : node.Left + 1];
        return node.Leaf;
    }
}
