using System.Buffers;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using Microsoft.ML.Trainers.FastTree;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>Base median + base width·quantile of the samples in the row's leaves.</summary>
internal sealed class FastForestModel : IQuantileModel
{
    internal const string Tag = LearnerPlugins.MlNetPrefix + "fastforest";

    private const int Version = 1;

    private readonly BaseScale scale;
    private readonly MlNetColumns columns;
    private readonly double[] whole;
    private readonly byte[] bytes;
    private readonly MlNetTree[] trees;
    private readonly double[][][] samples;
    private readonly double[][][] weights;
    private readonly int mostSamples;

    private FastForestModel(BaseScale scale, MlNetColumns columns, double[] whole, byte[] bytes, FastForestRegressionModelParameters model)
    {
        (this.scale, this.columns, this.whole, this.bytes) = (scale, columns, whole, bytes);
        QuantileRegressionTree[] own = [.. model.TrainedTreeEnsemble.Trees];
        trees = [.. own.Select(tree => new MlNetTree(tree, columns.Count))];
        samples = [.. own.Select(tree => Leaves(tree, tree.GetLeafSamplesAt))];
        weights = [.. own.Select(tree => Leaves(tree, tree.GetLeafSampleWeightsAt))];
        mostSamples = samples.Sum(tree => tree.Max(leaf => leaf.Length));
    }

    /// <param name="scale">What one unit of a quantile is.</param>
    /// <param name="columns">What is read of a row.</param>
    /// <param name="whole">[17] quantiles of all rows: the answer where no leaf has a sample, which ML.NET's trees of very few rows do not.</param>
    /// <param name="bytes">ML.NET's part.</param>
    public static FastForestModel Of(BaseScale scale, MlNetColumns columns, double[] whole, byte[] bytes) =>
        new(scale, columns, whole, bytes, MlNetStore.Load<FastForestRegressionModelParameters>(bytes));

    public int FeatureCount => columns.FeatureCount;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<float> values = stackalloc float[columns.Count];
        columns.Write(row, values);
        double[] found = ArrayPool<double>.Shared.Rent(mostSamples);
        double[] weight = ArrayPool<double>.Shared.Rent(mostSamples);
        int count = 0;
        for (int tree = 0; tree < trees.Length; tree++)
        {
            int leaf = trees[tree].LeafOf(values);
            samples[tree][leaf].CopyTo(found, count);
            weights[tree][leaf].CopyTo(weight, count);
            count += samples[tree][leaf].Length;
        }

        found.AsSpan(0, count).Sort(weight.AsSpan(0, count));
        if (count == 0)
            whole.CopyTo(quantiles);
        else
            WeightedQuantiles.OfSorted(found.AsSpan(0, count), weight.AsSpan(0, count), QuantileLevels.All, quantiles);
        ArrayPool<double>.Shared.Return(found);
        ArrayPool<double>.Shared.Return(weight);
        double width = scale.Width(baseCurve);
        for (int level = 0; level < quantiles.Length; level++)
            quantiles[level] = BaseScale.Centre(baseCurve) + width * quantiles[level];
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Version);
        scale.Write(writer);
        columns.Write(writer);
        ArrayBytes.Write(writer, whole);
        ArrayBytes.Write(writer, bytes);
    }

    internal static FastForestModel Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"FastForest model format {version} is not known; this build reads {Version}.");
        FastForestModel model = Of(BaseScale.Read(reader), MlNetColumns.Read(reader), ArrayBytes.Read<double>(reader), ArrayBytes.Read<byte>(reader));
        ArrayBytes.Require(model.whole.Length == QuantileLevels.Count && model.whole.All(double.IsFinite) && model.whole.Zip(model.whole.Skip(1)).All(pair => pair.First <= pair.Second), "The FastForest model has impossible quantiles.");
        return model;
    }

    private static double[][] Leaves(QuantileRegressionTree tree, Func<int, IReadOnlyList<double>> of) =>
        [.. Enumerable.Range(0, tree.NumberOfLeaves).Select(leaf => of(leaf).ToArray())];
}
