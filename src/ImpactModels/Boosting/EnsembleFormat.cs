using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>The bytes of an ensemble, read back bit for bit. Everything read is checked, so that a damaged file is refused instead of walked.</summary>
internal static class EnsembleFormat
{
    private const int Version = 2;
    private const int Levels = QuantileLevels.Count;

    /// <summary>A row as the trees read it must fit a node's position.</summary>
    public const int MaximumFeatures = 1 << 16;

    /// <summary>Values read at a time: a damaged length runs into the end of the stream before it can ask for much memory.</summary>
    private const int ReadAtATime = 1 << 16;

    public static void Write(QuantileEnsemble ensemble, BinaryWriter writer)
    {
        writer.Write(Version);
        WriteExpansion(ensemble.Expansion, writer);
        WriteAll<float>(writer, ensemble.Start);
        WriteAll<EnsembleNode>(writer, ensemble.Trees.Nodes);
        WriteAll<int>(writer, ensemble.Trees.Leaves);
        WriteAll<int>(writer, ensemble.Trees.Roots);
        WriteAll<float>(writer, ensemble.Trees.Steps);
    }

    /// <exception cref="InvalidDataException">Not an ensemble.</exception>
    public static QuantileEnsemble Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        Require(version == Version, $"Ensemble format {version} is not known; this build reads {Version}.");
        FeatureExpansion expansion = ReadExpansion(reader);
        float[] start = ReadAll<float>(reader);
        Require(start.Length == Levels && start.All(float.IsFinite), "The ensemble starts from an impossible curve.");
        var trees = new EnsembleTrees(ReadAll<EnsembleNode>(reader), ReadAll<int>(reader), ReadAll<int>(reader), ReadAll<float>(reader));
        Check(trees, expansion);
        return new QuantileEnsemble(expansion, start, trees);
    }

    private static void WriteExpansion(FeatureExpansion expansion, BinaryWriter writer)
    {
        writer.Write(expansion.OwnCount);
        foreach (FeatureBins bins in expansion.Bins)
        {
            writer.Write(bins.IsCategorical);
            WriteAll<float>(writer, bins.Edges);
            WriteAll<float>(writer, bins.NormalScores);
        }

        // Field by field: the padding of a struct may hold anything.
        WriteAll<int>(writer, [.. expansion.Crosses.SelectMany(cross => new[] { cross.First, cross.Second, (int)cross.Kind })]);
        WriteAll<int>(writer, [.. expansion.CategorySplits.Select(split => split.Feature)]);
        WriteAll<CategorySet>(writer, [.. expansion.CategorySplits.Select(split => split.Left)]);
    }

    private static FeatureExpansion ReadExpansion(BinaryReader reader)
    {
        int featureCount = reader.ReadInt32();
        Require(featureCount is > 0 and <= MaximumFeatures, $"An ensemble of {featureCount} features is not possible.");
        var bins = new FeatureBins[featureCount];
        for (int feature = 0; feature < featureCount; feature++)
            bins[feature] = ReadBins(reader);
        FeatureCross[] crosses = [.. ReadAll<int>(reader).Chunk(3).Where(fields => fields.Length == 3).Select(fields => new FeatureCross(fields[0], fields[1], (CrossKind)fields[2]))];
        Require(crosses.Length <= BoostingOptions.MaximumCrosses, "The ensemble has too many crosses.");
        Require(crosses.All(cross => Is(cross.First, categorical: false) && Is(cross.Second, categorical: false) && Enum.IsDefined(cross.Kind)), "A cross of the ensemble is not one of two numbers.");
        CategorySplit[] splits = [.. ReadAll<int>(reader).Zip(ReadAll<CategorySet>(reader), (feature, left) => new CategorySplit(feature, left))];
        Require(splits.All(split => Is(split.Feature, categorical: true)), "A categorical split of the ensemble asks for a number.");
        return new FeatureExpansion(bins, crosses, splits);

        bool Is(int index, bool categorical) => index >= 0 && index < featureCount && bins[index].IsCategorical == categorical;
    }

    private static FeatureBins ReadBins(BinaryReader reader)
    {
        bool isCategorical = reader.ReadBoolean();
        float[] edges = ReadAll<float>(reader);
        float[] scores = ReadAll<float>(reader);
        Require(edges.Length <= BinMapper.MaximumBins && edges.All(float.IsFinite), "A feature of the ensemble has impossible bins.");
        Require(scores.Length == edges.Length + (isCategorical ? 0 : 1) && scores.All(float.IsFinite), "A feature of the ensemble has impossible scores.");
        return new FeatureBins(isCategorical, edges, scores);
    }

    private static void Check(EnsembleTrees trees, FeatureExpansion expansion)
    {
        Require(trees.Leaves.Length == trees.Nodes.Length && trees.Steps.Length % Levels == 0, "The arrays of the ensemble's trees do not fit together.");
        Require(trees.Steps.All(float.IsFinite), "The ensemble holds a step that is not finite.");
        int leafCount = trees.Steps.Length / Levels;
        for (int at = 0; at < trees.Nodes.Length; at++)
        {
            EnsembleNode node = trees.Nodes[at];
            Require(node.Position < expansion.Length, "A node of the ensemble asks for a feature that is not there.");
            Require(node.IsLeaf ? node == EnsembleNode.Leaf : float.IsFinite(node.Threshold) && at + node.Offset + 1 < trees.Nodes.Length, "A node of the ensemble leads nowhere.");
            Require(node.IsLeaf ? trees.Leaves[at] >= 0 && trees.Leaves[at] < leafCount : trees.Leaves[at] == -1, "A leaf of the ensemble is not there.");
        }

        Require(trees.Roots.All(root => root >= 0 && root < trees.Nodes.Length), "A tree of the ensemble starts nowhere.");
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
            Require(depths[at] < BoostingOptions.MaximumLeaves, "A tree of the ensemble is too deep.");
        }
    }

    private static void WriteAll<T>(BinaryWriter writer, T[] values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static T[] ReadAll<T>(BinaryReader reader) where T : unmanaged
    {
        int count = reader.ReadInt32();
        Require(count >= 0, $"The ensemble has an array of {count} values.");
        var values = new T[Math.Min(count, ReadAtATime)];
        for (int done = 0; done < count; done += ReadAtATime)
        {
            int now = Math.Min(ReadAtATime, count - done);
            if (values.Length < done + now)
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(done, now)));
        }

        return values;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new InvalidDataException(message);
    }
}
