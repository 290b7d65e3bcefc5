using ImpactService.ImpactModels.Boosting;

namespace ImpactService.ImpactModels.Learners;

/// <summary>The trained forest as inference needs it.</summary>
/// <param name="Expansion">How a row is read.</param>
/// <param name="Trees">Nodes of all trees; no steps.</param>
/// <param name="Places">[leaves × 52]</param>
internal sealed record Forest(FeatureExpansion Expansion, EnsembleTrees Trees, ushort[] Places);

/// <summary>From training trees over bins to one forest over feature values.</summary>
internal static class ForestBuilder
{
    public static Forest Build(FeatureBins[] bins, ForestTree[] trees)
    {
        CategorySplit[] categorySplits = [.. trees.SelectMany(tree => tree.Tree.Reachable()).Select(node => node.Split).OfType<Split>()
            .Where(split => split.LeftCategories is not null).Select(split => new CategorySplit(split.Feature, split.LeftCategories!.Value)).Distinct()];
        var expansion = new FeatureExpansion(bins, [], categorySplits);
        var writer = new TreeWriter(bins, expansion);
        foreach (ForestTree tree in trees)
            writer.Write(tree.Tree, []);
        return new Forest(expansion, writer.Trees(), [.. trees.SelectMany(tree => tree.Places)]);
    }
}
