using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>From training trees over bins to one ensemble over feature values.</summary>
internal sealed class EnsembleBuilder(FeatureBins[] features, FeatureCrosses crosses, float[] start)
{
    private const int Levels = QuantileLevels.Count;

    private readonly List<(TrainingTree Tree, float[] Steps)> trees = [];
    private readonly List<EnsembleNode> nodes = [];
    private readonly List<float> steps = [];
    private readonly List<CategorySet> sets = [];

    /// <param name="steps">[leaves × 17] as added to the curves.</param>
    public void Add(TrainingTree tree, float[] steps) => trees.Add((tree, steps));

    public QuantileEnsemble Build(int treeCount)
    {
        nodes.Clear();
        steps.Clear();
        sets.Clear();
        var roots = new int[treeCount];
        for (int tree = 0; tree < treeCount; tree++)
        {
            int firstLeaf = steps.Count / Levels;
            steps.AddRange(trees[tree].Steps);
            roots[tree] = Write(trees[tree].Tree, 0, firstLeaf);
        }

        return new QuantileEnsemble(new FeatureExpansion(features[..^crosses.Count], crosses.All), start, [.. nodes], roots, [.. steps], [.. sets]);
    }

    /// <returns>Index of the node written, or ~leaf.</returns>
    private int Write(TrainingTree tree, int index, int firstLeaf)
    {
        TrainingNode node = tree.Nodes[index];
        if (node.Split is not { } split)
            return ~(firstLeaf + node.Leaf);
        int at = nodes.Count;
        nodes.Add(default);
        int left = Write(tree, node.Left, firstLeaf);
        int right = Write(tree, node.Left + 1, firstLeaf);
        nodes[at] = new EnsembleNode(Threshold(split), split.Feature, left, right, AddSet(split.LeftCategories), split.MissingGoesLeft);
        return at;
    }

    private int AddSet(CategorySet? set)
    {
        if (set is null)
            return -1;
        sets.Add(set.Value);
        return sets.Count - 1;
    }

    /// <summary>A split after the last bin divides missing values from all others.</summary>
    private float Threshold(Split split)
    {
        float[] edges = features[split.Feature].Edges;
        return split.Bin < edges.Length && split.LeftCategories is null ? edges[split.Bin] : float.PositiveInfinity;
    }
}
