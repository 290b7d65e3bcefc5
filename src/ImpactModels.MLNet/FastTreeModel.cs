using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using Microsoft.ML.Trainers.FastTree;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>Base median + base width·(mean by ML.NET's trees + residual quantile).</summary>
internal sealed class FastTreeModel : IQuantileModel
{
    internal const string Tag = LearnerPlugins.MlNetPrefix + "fasttree";

    private const int Version = 1;

    private readonly BaseScale scale;
    private readonly MlNetColumns columns;
    private readonly double[] residuals;
    private readonly byte[] bytes;
    private readonly double bias;
    private readonly double[] treeWeights;
    private readonly MlNetTree[] trees;

    private FastTreeModel(BaseScale scale, MlNetColumns columns, double[] residuals, byte[] bytes, FastTreeRegressionModelParameters model)
    {
        (this.scale, this.columns, this.residuals, this.bytes) = (scale, columns, residuals, bytes);
        bias = model.TrainedTreeEnsemble.Bias;
        treeWeights = [.. model.TrainedTreeEnsemble.TreeWeights];
        trees = [.. model.TrainedTreeEnsemble.Trees.Select(tree => new MlNetTree(tree, columns.Count))];
    }

    public static FastTreeModel Of(BaseScale scale, MlNetColumns columns, double[] residuals, byte[] bytes) =>
        new(scale, columns, residuals, bytes, MlNetStore.Load<FastTreeRegressionModelParameters>(bytes));

    public FastTreeModel With(double[] quantiles) => Of(scale, columns, quantiles, bytes);

    public int FeatureCount => columns.FeatureCount;

    /// <summary>In units of the base curve, before the residuals.</summary>
    public double Mean(ReadOnlySpan<float> row)
    {
        Span<float> values = stackalloc float[columns.Count];
        columns.Write(row, values);
        double sum = bias;
        for (int tree = 0; tree < trees.Length; tree++)
            sum += treeWeights[tree] * trees[tree].LeafValues[trees[tree].LeafOf(values)];
        return sum;
    }

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        double mean = Mean(row);
        double width = scale.Width(baseCurve);
        for (int level = 0; level < quantiles.Length; level++)
            quantiles[level] = BaseScale.Centre(baseCurve) + width * (mean + residuals[level]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Version);
        scale.Write(writer);
        columns.Write(writer);
        ArrayBytes.Write(writer, residuals);
        ArrayBytes.Write(writer, bytes);
    }

    internal static FastTreeModel Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"FastTree model format {version} is not known; this build reads {Version}.");
        FastTreeModel model = Of(BaseScale.Read(reader), MlNetColumns.Read(reader), ArrayBytes.Read<double>(reader), ArrayBytes.Read<byte>(reader));
        ArrayBytes.Require(model.residuals.Length == QuantileLevels.Count && model.residuals.All(double.IsFinite) && model.residuals.Zip(model.residuals.Skip(1)).All(pair => pair.First <= pair.Second), "The FastTree model has impossible residuals.");
        return model;
    }
}
