using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>The bytes of an ensemble, read back bit for bit. Everything read is checked, so that a damaged file is refused instead of walked.</summary>
internal static class EnsembleFormat
{
    /// <summary>1: nodes with bins of the data. 2: nodes over expanded rows. 3: gains of the features. Others than the last are refused: models are trained again, not converted.</summary>
    private const int Version = 3;
    private const int Levels = QuantileLevels.Count;

    /// <summary>A row as the trees read it must fit a node's position.</summary>
    public const int MaximumFeatures = 1 << 16;

    public static void Write(QuantileEnsemble ensemble, BinaryWriter writer)
    {
        writer.Write(Version);
        WriteExpansion(ensemble.Expansion, writer);
        ArrayBytes.Write<float>(writer, ensemble.Start);
        ArrayBytes.Write<EnsembleNode>(writer, ensemble.Trees.Nodes);
        ArrayBytes.Write<int>(writer, ensemble.Trees.Leaves);
        ArrayBytes.Write<int>(writer, ensemble.Trees.Roots);
        ArrayBytes.Write<float>(writer, ensemble.Trees.Steps);
        ArrayBytes.Write<double>(writer, ensemble.Gains);
    }

    /// <exception cref="InvalidDataException">Not an ensemble.</exception>
    public static QuantileEnsemble Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"The ensemble has layout {version}; this program reads layout {Version}. Train the model again.");
        FeatureExpansion expansion = ReadExpansion(reader);
        float[] start = ArrayBytes.Read<float>(reader);
        ArrayBytes.Require(start.Length == Levels && start.All(float.IsFinite), "The ensemble starts from an impossible curve.");
        var trees = new EnsembleTrees(ArrayBytes.Read<EnsembleNode>(reader), ArrayBytes.Read<int>(reader), ArrayBytes.Read<int>(reader), ArrayBytes.Read<float>(reader));
        Check(trees, expansion);
        double[] gains = ArrayBytes.Read<double>(reader);
        ArrayBytes.Require(gains.Length == expansion.OwnCount && gains.All(double.IsFinite), "The ensemble has impossible gains.");
        return new QuantileEnsemble(expansion, start, trees, gains);
    }

    internal static void WriteExpansion(FeatureExpansion expansion, BinaryWriter writer)
    {
        writer.Write(expansion.OwnCount);
        foreach (FeatureBins bins in expansion.Bins)
        {
            writer.Write(bins.IsCategorical);
            ArrayBytes.Write<float>(writer, bins.Edges);
            ArrayBytes.Write<float>(writer, bins.NormalScores);
        }

        // Field by field: the padding of a struct may hold anything.
        ArrayBytes.Write<int>(writer, [.. expansion.Crosses.SelectMany(cross => new[] { cross.First, cross.Second, (int)cross.Kind })]);
        ArrayBytes.Write<int>(writer, [.. expansion.CategorySplits.Select(split => split.Feature)]);
        ArrayBytes.Write<CategorySet>(writer, [.. expansion.CategorySplits.Select(split => split.Left)]);
    }

    internal static FeatureExpansion ReadExpansion(BinaryReader reader)
    {
        int featureCount = reader.ReadInt32();
        ArrayBytes.Require(featureCount is > 0 and <= MaximumFeatures, $"An ensemble of {featureCount} features is not possible.");
        var bins = new FeatureBins[featureCount];
        for (int feature = 0; feature < featureCount; feature++)
            bins[feature] = ReadBins(reader);
        FeatureCross[] crosses = [.. ArrayBytes.Read<int>(reader).Chunk(3).Where(fields => fields.Length == 3).Select(fields => new FeatureCross(fields[0], fields[1], (CrossKind)fields[2]))];
        ArrayBytes.Require(crosses.Length <= BoostingOptions.MaximumCrosses, "The ensemble has too many crosses.");
        ArrayBytes.Require(crosses.All(cross => Is(cross.First, categorical: false) && Is(cross.Second, categorical: false) && Enum.IsDefined(cross.Kind)), "A cross of the ensemble is not one of two numbers.");
        CategorySplit[] splits = [.. ArrayBytes.Read<int>(reader).Zip(ArrayBytes.Read<CategorySet>(reader), (feature, left) => new CategorySplit(feature, left))];
        ArrayBytes.Require(splits.All(split => Is(split.Feature, categorical: true)), "A categorical split of the ensemble asks for a number.");
        return new FeatureExpansion(bins, crosses, splits);

        bool Is(int index, bool categorical) => index >= 0 && index < featureCount && bins[index].IsCategorical == categorical;
    }

    private static FeatureBins ReadBins(BinaryReader reader)
    {
        bool isCategorical = reader.ReadBoolean();
        float[] edges = ArrayBytes.Read<float>(reader);
        float[] scores = ArrayBytes.Read<float>(reader);
        ArrayBytes.Require(edges.Length <= BinMapper.MaximumBins && edges.All(float.IsFinite), "A feature of the ensemble has impossible bins.");
        ArrayBytes.Require(scores.Length == edges.Length + (isCategorical ? 0 : 1) && scores.All(float.IsFinite), "A feature of the ensemble has impossible scores.");
        return new FeatureBins(isCategorical, edges, scores);
    }

    private static void Check(EnsembleTrees trees, FeatureExpansion expansion)
    {
        ArrayBytes.Require(trees.Steps.Length % Levels == 0, "The arrays of the ensemble's trees do not fit together.");
        ArrayBytes.Require(trees.Steps.All(float.IsFinite), "The ensemble holds a step that is not finite.");
        CheckNodes(trees, expansion, trees.Steps.Length / Levels);
    }

    /// <summary>Every node leads on to a node, and every leaf is one of <paramref name="leafCount"/>.</summary>
    internal static void CheckNodes(EnsembleTrees trees, FeatureExpansion expansion, int leafCount)
    {
        ArrayBytes.Require(trees.Leaves.Length == trees.Nodes.Length, "The arrays of the ensemble's trees do not fit together.");
        for (int at = 0; at < trees.Nodes.Length; at++)
        {
            EnsembleNode node = trees.Nodes[at];
            ArrayBytes.Require(node.Position < expansion.Length, "A node of the ensemble asks for a feature that is not there.");
            ArrayBytes.Require(node.IsLeaf ? node == EnsembleNode.Leaf : float.IsFinite(node.Threshold) && at + node.Offset + 1 < trees.Nodes.Length, "A node of the ensemble leads nowhere.");
            ArrayBytes.Require(node.IsLeaf ? trees.Leaves[at] >= 0 && trees.Leaves[at] < leafCount : trees.Leaves[at] == -1, "A leaf of the ensemble is not there.");
        }

        ArrayBytes.Require(trees.Roots.All(root => root >= 0 && root < trees.Nodes.Length), "A tree of the ensemble starts nowhere.");
        CheckDepths(trees);
    }

    /// <summary>A training tree is never deeper than it has leaves; a damaged one could take for ever to measure.</summary>
    private static void CheckDepths(EnsembleTrees trees)
    {
        var depths = new int[trees.Nodes.Length];
        for (int at = depths.Length - 1; at >= 0; at--)
        {
            int offset = trees.Nodes[at].Offset;
            depths[at] = offset == 0 ? 0 : 1 + Math.Max(depths[at + offset], depths[at + offset + 1]);
            ArrayBytes.Require(depths[at] < BoostingOptions.MaximumLeaves, "A tree of the ensemble is too deep.");
        }
    }
}
