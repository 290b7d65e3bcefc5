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
        writer.Write(ensemble.FeatureCount);
        WriteAll<float>(writer, ensemble.Start);
        WriteAll<int>(writer, ensemble.Roots);
        WriteAll<float>(writer, ensemble.Steps);
        WriteAll<CategorySet>(writer, ensemble.CategorySets);
        foreach (float[] categories in ensemble.Categories)
            WriteAll<float>(writer, categories);
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
        int featureCount = reader.ReadInt32();
        Require(featureCount is > 0 and <= MaximumFeatures, $"An ensemble of {featureCount} features is not possible.");
        float[] start = ReadAll<float>(reader);
        int[] roots = ReadAll<int>(reader);
        float[] steps = ReadAll<float>(reader);
        CategorySet[] sets = ReadAll<CategorySet>(reader);
        var categories = new float[featureCount][];
        for (int feature = 0; feature < featureCount; feature++)
            categories[feature] = ReadAll<float>(reader);
        EnsembleNode[] nodes = ReadNodes(reader);
        Check(featureCount, start, roots, steps, sets, categories, nodes);
        return new QuantileEnsemble(featureCount, start, nodes, roots, steps, sets, categories);
    }

    private const int MaximumFeatures = 1 << 16;

    private static EnsembleNode[] ReadNodes(BinaryReader reader)
    {
        var nodes = new List<EnsembleNode>();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
            nodes.Add(new EnsembleNode(reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean()));
        return [.. nodes];
    }

    private static void Check(int featureCount, float[] start, int[] roots, float[] steps, CategorySet[] sets, float[][] categories, EnsembleNode[] nodes)
    {
        Require(start.Length == Levels && steps.Length % Levels == 0, "The ensemble's curves do not have 17 levels.");
        Require(start.Concat(steps).All(float.IsFinite), "The ensemble holds a value that is not finite.");
        int leaves = steps.Length / Levels;
        Require(roots.All(root => IsTarget(root, -1)), "A tree of the ensemble starts nowhere.");
        for (int i = 0; i < nodes.Length; i++)
        {
            EnsembleNode node = nodes[i];
            Require(node.Feature >= 0 && node.Feature < featureCount && !float.IsNaN(node.Threshold), "A node of the ensemble asks for a feature that is not there.");
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
