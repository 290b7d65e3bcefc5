using System.Buffers;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Adds up the masses of the leaves that a row falls into and reads the quantiles of the mixture, linear between values at their middle masses: base median + base width·quantile.</summary>
public sealed class ForestModel : IQuantileModel
{
    internal const string Tag = "forest";

    private const int Levels = QuantileLevels.Count;
    private const int Version = 1;

    /// <summary>Longer rows come from the pool instead of the stack.</summary>
    private const int LongestOnStack = 4096;

    private readonly BaseScale scale;
    private readonly double[] grid;
    private readonly Forest forest;

    internal ForestModel(BaseScale scale, double[] grid, Forest forest) => (this.scale, this.grid, this.forest) = (scale, grid, forest);

    public int FeatureCount => forest.Expansion.OwnCount;

    public int TreeCount => forest.Trees.Roots.Length;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        int length = forest.Expansion.Length;
        float[]? rented = length > LongestOnStack ? ArrayPool<float>.Shared.Rent(length) : null;
        Span<float> expanded = rented is null ? stackalloc float[length] : rented.AsSpan(0, length);
        forest.Expansion.Expand(row, expanded);
        Span<int> masses = stackalloc int[ForestLeaves.GridValues];
        foreach (int root in forest.Trees.Roots)
            AddLeaf(LeafOf(root, expanded), masses);
        if (rented is not null)
            ArrayPool<float>.Shared.Return(rented);
        MixtureQuantiles.Write(grid, masses, quantiles);
        double width = scale.Width(baseCurve);
        for (int level = 0; level < Levels; level++)
            quantiles[level] = BaseScale.Centre(baseCurve) + width * quantiles[level];
    }

    private int LeafOf(int at, ReadOnlySpan<float> expanded)
    {
        EnsembleNode node = forest.Trees.Nodes[at];
        while (!node.IsLeaf)
        {
            at += node.Offset + (expanded[node.Position] > node.Threshold ? 1 : 0);
            node = forest.Trees.Nodes[at];
        }

        return forest.Trees.Leaves[at];
    }

    private void AddLeaf(int leaf, Span<int> masses)
    {
        ReadOnlySpan<ushort> places = forest.Places.AsSpan(leaf * ForestLeaves.Count, ForestLeaves.Count);
        ReadOnlySpan<int> own = ForestLeaves.Masses;
        for (int i = 0; i < places.Length; i++)
            masses[places[i]] += own[i];
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Version);
        scale.Write(writer);
        ArrayBytes.Write(writer, grid);
        EnsembleFormat.WriteExpansion(forest.Expansion, writer);
        ArrayBytes.Write(writer, forest.Trees.Nodes);
        ArrayBytes.Write(writer, forest.Trees.Leaves);
        ArrayBytes.Write(writer, forest.Trees.Roots);
        ArrayBytes.Write(writer, forest.Places);
    }

    internal static ForestModel Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"Forest format {version} is not known; this build reads {Version}.");
        BaseScale scale = BaseScale.Read(reader);
        double[] grid = ArrayBytes.Read<double>(reader);
        ArrayBytes.Require(grid.Length == ForestLeaves.GridValues && grid.All(double.IsFinite) && grid.Zip(grid.Skip(1)).All(pair => pair.First <= pair.Second), "The forest has an impossible grid of values.");
        FeatureExpansion expansion = EnsembleFormat.ReadExpansion(reader);
        var trees = new EnsembleTrees(ArrayBytes.Read<EnsembleNode>(reader), ArrayBytes.Read<int>(reader), ArrayBytes.Read<int>(reader), []);
        ushort[] places = ArrayBytes.Read<ushort>(reader);
        ArrayBytes.Require(places.Length % ForestLeaves.Count == 0 && places.All(place => place < ForestLeaves.GridValues), "A leaf of the forest holds values that are not there.");
        ArrayBytes.Require(trees.Roots.Length is >= 1 and <= ForestOptions.MostTrees, $"A forest of {trees.Roots.Length} trees is not possible.");
        EnsembleFormat.CheckNodes(trees, expansion, places.Length / ForestLeaves.Count);
        return new ForestModel(scale, grid, new Forest(expansion, trees, places));
    }
}
