using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>The bytes of an ensemble, read back bit for bit. Everything read is checked, so that a damaged file is refused instead of walked.</summary>
internal static class EnsembleFormat
{
    private const int Version = 1;
    private const int Levels = QuantileLevels.Count;

    public static void Write(QuantileEnsemble ensemble, BinaryWriter writer)
    {
        writer.Write(Version);
        WriteExpansion(ensemble.Expansion, writer);
        WriteAll<float>(writer, ensemble.Start);
        WriteAll<int>(writer, ensemble.Roots);
        WriteAll<float>(writer, ensemble.Steps);
        WriteAll<CategorySet>(writer, ensemble.CategorySets);
        writer.Write(ensemble.Nodes.Length);
        foreach (EnsembleNode node in ensemble.Nodes)
        {
            writer.Write(node.Threshold);
            writer.Write(node.Feature);
            writer.Write(node.Left);
            writer.Write(node.Right);
            writer.Write(node.CategorySet);
            writer.Write(node.MissingGoesLeft);
        }
    }

    /// <exception cref="InvalidDataException">Not an ensemble.</exception>
    public static QuantileEnsemble Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        Require(version == Version, $"Ensemble format {version} is not known; this build reads {Version}.");
        FeatureExpansion expansion = ReadExpansion(reader);
        float[] start = ReadAll<float>(reader);
        int[] roots = ReadAll<int>(reader);
        float[] steps = ReadAll<float>(reader);
        CategorySet[] sets = ReadAll<CategorySet>(reader);
        EnsembleNode[] nodes = ReadNodes(reader);
        Check(expansion, start, roots, steps, sets, nodes);
        return new QuantileEnsemble(expansion, start, nodes, roots, steps, sets);
    }

    private const int MaximumFeatures = 1 << 16;

    private static void WriteExpansion(FeatureExpansion expansion, BinaryWriter writer)
    {
        writer.Write(expansion.OwnCount);
        foreach (FeatureBins bins in expansion.Bins)
        {
            writer.Write(bins.IsCategorical);
            WriteAll<float>(writer, bins.Edges);
            WriteAll<float>(writer, bins.NormalScores);
        }

        WriteAll<FeatureCross>(writer, expansion.Crosses);
    }

    private static FeatureExpansion ReadExpansion(BinaryReader reader)
    {
        int featureCount = reader.ReadInt32();
        Require(featureCount is > 0 and <= MaximumFeatures, $"An ensemble of {featureCount} features is not possible.");
        var bins = new FeatureBins[featureCount];
        for (int feature = 0; feature < featureCount; feature++)
            bins[feature] = ReadBins(reader);
        FeatureCross[] crosses = ReadAll<FeatureCross>(reader);
        Require(crosses.Length <= BoostingOptions.MaximumCrosses, "The ensemble has too many crosses.");
        Require(crosses.All(cross => IsFeature(cross.First) && IsFeature(cross.Second) && Enum.IsDefined(cross.Kind)), "A cross of the ensemble asks for a feature that is not there.");
        return new FeatureExpansion(bins, crosses);

        bool IsFeature(int index) => index >= 0 && index < featureCount && !bins[index].IsCategorical;
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

    private static EnsembleNode[] ReadNodes(BinaryReader reader)
    {
        var nodes = new List<EnsembleNode>();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
            nodes.Add(new EnsembleNode(reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean()));
        return [.. nodes];
    }

    private static void Check(FeatureExpansion expansion, float[] start, int[] roots, float[] steps, CategorySet[] sets, EnsembleNode[] nodes)
    {
        Require(start.Length == Levels && steps.Length % Levels == 0, "The ensemble's curves do not have 17 levels.");
        Require(start.Concat(steps).All(float.IsFinite), "The ensemble holds a value that is not finite.");
        int leaves = steps.Length / Levels;
        Require(roots.All(root => IsTarget(root, -1)), "A tree of the ensemble starts nowhere.");
        for (int i = 0; i < nodes.Length; i++)
        {
            EnsembleNode node = nodes[i];
            Require(node.Feature >= 0 && node.Feature < expansion.Count && !float.IsNaN(node.Threshold), "A node of the ensemble asks for a feature that is not there.");
            Require(node.CategorySet < 0 || node.Feature < expansion.OwnCount && expansion.Bins[node.Feature].IsCategorical, "A node of the ensemble asks for the categories of a number.");
            Require(node.CategorySet < sets.Length && node.CategorySet >= -1, "A node of the ensemble asks for categories that are not there.");
            Require(IsTarget(node.Left, i) && IsTarget(node.Right, i), "A node of the ensemble leads nowhere.");
        }

        // Children come after their parent: no walk can go round in circles.
        bool IsTarget(int target, int parent) => target >= 0 ? target < nodes.Length && target > parent : ~target < leaves;
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
        var values = new List<T>();
        Span<T> one = stackalloc T[1];
        for (int i = 0; i < count; i++)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(one));
            values.Add(one[0]);
        }

        return [.. values];
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new InvalidDataException(message);
    }
}
