namespace ImpactService.ImpactModels.Boosting;

/// <summary>Lays training trees out as ensemble nodes, level by level, so that the nodes all rows visit lie together.</summary>
internal sealed class TreeWriter(FeatureBins[] features, FeatureExpansion expansion)
{
    private readonly List<EnsembleNode> nodes = [];
    private readonly List<int> leaves = [];
    private readonly List<int> roots = [];
    private readonly List<float> steps = [];
    private int leafCount;

    public EnsembleTrees Trees() => new([.. nodes], [.. leaves], [.. roots], [.. steps]);

    /// <param name="leafSteps">[leaves × 17], or empty where the leaves' contents are kept elsewhere.</param>
    public void Write(TrainingTree tree, float[] leafSteps)
    {
        int firstLeaf = leafCount;
        leafCount += tree.LeafCount;
        int root = nodes.Count;
        roots.Add(root);
        steps.AddRange(leafSteps);
        int written = 1;
        var queue = new Queue<TrainingNode>([tree.Nodes[0]]);
        while (queue.TryDequeue(out TrainingNode? node))
        {
            int at = nodes.Count - root;
            leaves.Add(node.Split is null ? firstLeaf + node.Leaf : -1);
            nodes.Add(node.Split is null ? EnsembleNode.Leaf : Convert(node.Split, written - at));
            if (node.Split is null)
                continue;
            queue.Enqueue(tree.Nodes[node.Left]);
            queue.Enqueue(tree.Nodes[node.Left + 1]);
            written += 2;
        }
    }

    private EnsembleNode Convert(Split split, int offset)
    {
        if (split.LeftCategories is not null)
            return new EnsembleNode(0.5f, PositionOf(split), offset);
        float[] edges = features[split.Feature].Edges;
        // A split after the last bin divides missing values from all others.
        float threshold = split.Bin < edges.Length ? edges[split.Bin] : float.MaxValue;
        return new EnsembleNode(threshold, expansion.PositionOf(split.Feature, split.MissingGoesLeft), offset);
    }

    private int PositionOf(Split split)
    {
        var own = new CategorySplit(split.Feature, split.LeftCategories!.Value);
        return expansion.PositionOfCategories(Array.IndexOf(expansion.CategorySplits, own));
    }
}
