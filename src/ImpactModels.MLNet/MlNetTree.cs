using ImpactService.ImpactModels.Numerics;
using Microsoft.ML.Trainers.FastTree;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>The structure of one of ML.NET's trees, walked without its prediction engine, which serves one thread only and allocates.</summary>
internal sealed class MlNetTree
{
    private readonly int[] features;
    private readonly float[] thresholds;
    private readonly int[] left;
    private readonly int[] right;

    /// <exception cref="InvalidDataException">The tree asks for a column that is not there.</exception>
    public MlNetTree(RegressionTreeBase tree, int columnCount)
    {
        features = [.. tree.NumericalSplitFeatureIndexes];
        thresholds = [.. tree.NumericalSplitThresholds];
        left = [.. tree.LeftChild];
        right = [.. tree.RightChild];
        LeafValues = [.. tree.LeafValues];
        ArrayBytes.Require(features.All(feature => feature >= 0 && feature < columnCount), "A tree of ML.NET's asks for a column that is not there.");
    }

    /// <summary>[leaves]</summary>
    public double[] LeafValues { get; }

    /// <summary>Splits are numbered from 0, leaf n is the child ~n; a tree without splits has one leaf.</summary>
    public int LeafOf(ReadOnlySpan<float> row)
    {
        if (features.Length == 0)
            return 0;
        int node = 0;
        while (node >= 0)
            node = row[features[node]] <= thresholds[node] ? left[node] : right[node];
        return ~node;
    }
}
