using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>
/// ML.NET's random forest, whose leaves keep samples of their rows: the quantiles are those of the samples in a row's leaves. It learns in units of the base curve.
/// IncreasingFeatures: not shown to the trees (<see cref="MlNetColumns"/>). Categorical features are read as numbers.
/// </summary>
public sealed class FastForestLearner : IQuantileLearner
{
    private const int Trees = 100;
    private const int Leaves = 128;
    private const int MinRowsPerLeaf = 50;

    /// <summary>Of a leaf: bounds the model whatever the rows.</summary>
    private const int SamplesPerLeaf = 50;

    public string Name => FastForestModel.Tag;

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        BaseScale scale = BaseScale.Fit(data);
        MlNetColumns columns = MlNetColumns.Of(data);
        var context = new MLContext(unchecked((int)data.Seed));
        double[] targets = scale.Residuals(data);
        double[] whole = new double[QuantileLevels.Count];
        WeightedQuantiles.Write(targets, data.Weights, QuantileLevels.All, whole);
        IDataView view = MlNetData.View(context, data, targets, columns, Enumerable.Range(0, data.RowCount));
        cancellation.ThrowIfCancellationRequested();
        RegressionPredictionTransformer<FastForestRegressionModelParameters> model = context.Regression.Trainers.FastForest(Options(data.Seed, data.RowCount)).Fit(view);
        progress?.Report(new LearnerProgress(Name, 1, 1, double.NaN, double.NaN));
        return FastForestModel.Of(scale, columns, whole, MlNetStore.Save(context, model, view.Schema));
    }

    /// <summary>One thread: with more the sums, and so the trees, depend on how many there are.</summary>
    private static FastForestRegressionTrainer.Options Options(ulong seed, int rows) => new()
    {
        NumberOfThreads = 1,
        Seed = unchecked((int)seed),
        FeatureSelectionSeed = unchecked((int)seed),
        NumberOfTrees = Trees,
        NumberOfLeaves = Leaves,
        MinimumExampleCountPerLeaf = Math.Clamp(rows / 10, 1, MinRowsPerLeaf),
        NumberOfQuantileSamples = SamplesPerLeaf,
        ExampleWeightColumnName = nameof(MlNetRow.Weight),
        AllowEmptyTrees = true,
    };
}
