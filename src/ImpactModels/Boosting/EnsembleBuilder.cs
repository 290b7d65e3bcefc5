using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>From training trees over bins to one ensemble over feature values. A tree that was pruned to one leaf moves all rows alike and becomes part of the start.</summary>
internal sealed class EnsembleBuilder(FeatureBins[] features, FeatureCrosses crosses, float[] start)
{
    private const int Levels = QuantileLevels.Count;

    private readonly List<(TrainingTree Tree, float[] Steps, double[] Gains)> trees = [];

    /// <param name="steps">[leaves × 17] as added to the curves.</param>
    /// <param name="gains">[features and crosses] what the tree's splits on each were worth.</param>
    public void Add(TrainingTree tree, float[] steps, double[] gains) => trees.Add((tree, steps, gains));

    /// <summary>[features and crosses] summed over the first trees.</summary>
    public double[] Gains(int treeCount)
    {
        var sum = new double[features.Length];
        foreach ((_, _, double[] gains) in trees.Take(treeCount))
        {
            for (int feature = 0; feature < sum.Length; feature++)
                sum[feature] += gains[feature];
        }

        return sum;
    }

    /// <summary>The first trees, as many as were found worth keeping.</summary>
    public QuantileEnsemble Build(int treeCount)
    {
        var kept = trees.Take(treeCount).Where(tree => tree.Tree.LeafCount > 1).OrderBy(tree => DepthOf(tree.Tree, 0)).ToList();
        CategorySplit[] categorySplits = [.. kept.SelectMany(tree => tree.Tree.Reachable()).Select(node => node.Split).OfType<Split>()
            .Where(split => split.LeftCategories is not null).Select(split => new CategorySplit(split.Feature, split.LeftCategories!.Value)).Distinct()];
        var expansion = new FeatureExpansion(features[..^crosses.Count], crosses.All, categorySplits);
        var writer = new TreeWriter(features, expansion);
        foreach ((TrainingTree tree, float[] steps, _) in kept)
            writer.Write(tree, steps);
        return new QuantileEnsemble(expansion, StartWith(trees.Take(treeCount).Where(tree => tree.Tree.LeafCount == 1).Select(tree => tree.Steps)), writer.Trees(), crosses.ToParents(Gains(treeCount)));
    }

    private float[] StartWith(IEnumerable<float[]> shifts)
    {
        float[] sum = [.. start];
        foreach (float[] shift in shifts)
        {
            for (int level = 0; level < Levels; level++)
                sum[level] += shift[level];
        }

        return sum;
    }

    private static int DepthOf(TrainingTree tree, int index) => tree.Nodes[index] is { Split: not null } node
        ? 1 + Math.Max(DepthOf(tree, node.Left), DepthOf(tree, node.Left + 1))
        : 0;
}
