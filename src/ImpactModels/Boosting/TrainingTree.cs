namespace ImpactService.ImpactModels.Boosting;

/// <summary>A node while a tree is grown: a split and two children, or a leaf.</summary>
internal sealed class TrainingNode
{
    public Split? Split { get; set; }

    /// <summary>Index of the left child; the right one is next to it.</summary>
    public int Left { get; set; } = -1;

    /// <summary>Over the rows that found the structure.</summary>
    public ScoreSum Sum { get; set; }

    /// <summary>Ordinal among the leaves, −1 for a split.</summary>
    public int Leaf { get; set; } = -1;
}

/// <summary>A tree over bin numbers, as training needs it; inference has its own, <see cref="QuantileEnsemble"/>.</summary>
internal sealed class TrainingTree
{
    private TrainingTree(IReadOnlyList<TrainingNode> nodes, int leafCount)
    {
        Nodes = nodes;
        LeafCount = leafCount;
    }

    public IReadOnlyList<TrainingNode> Nodes { get; }

    public int LeafCount { get; }

    /// <summary>Numbers the leaves that can be reached from the first node, from left to right.</summary>
    public static TrainingTree From(IReadOnlyList<TrainingNode> nodes)
    {
        int leaves = 0;
        Number(nodes[0]);
        return new TrainingTree(nodes, leaves);

        void Number(TrainingNode node)
        {
            if (node.Split is null)
            {
                node.Leaf = leaves++;
                return;
            }

            Number(nodes[node.Left]);
            Number(nodes[node.Left + 1]);
        }
    }

    public int LeafOf(ReadOnlySpan<byte> bins)
    {
        TrainingNode node = Nodes[0];
        while (node.Split is not null)
            node = Nodes[node.Split.GoesLeft(bins[node.Split.Feature]) ? node.Left : node.Left + 1];
        return node.Leaf;
    }

    /// <summary>The nodes of the tree, without those that pruning has cut off.</summary>
    public IEnumerable<TrainingNode> Reachable()
    {
        var stack = new Stack<TrainingNode>([Nodes[0]]);
        while (stack.TryPop(out TrainingNode? node))
        {
            yield return node;
            if (node.Split is null)
                continue;
            stack.Push(Nodes[node.Left + 1]);
            stack.Push(Nodes[node.Left]);
        }
    }
}
