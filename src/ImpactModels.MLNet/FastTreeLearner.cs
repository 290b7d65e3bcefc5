using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>
/// ML.NET's boosted trees for the mean, and the quantiles of what they leave on rows they were not trained on: the latest whole blocks. It learns in units of the base curve.
/// IncreasingFeatures: not shown to the trees (<see cref="MlNetColumns"/>). Categorical features are read as numbers.
/// </summary>
public sealed class FastTreeLearner : IQuantileLearner
{
    private const double HeldOutShare = 0.2;
    private const int Trees = 100;
    private const int Leaves = 20;
    private const double LearningRate = 0.1;

    /// <summary>As the booster's for orders that share a price path.</summary>
    private const int MinRowsPerLeaf = 200;

    public string Name => FastTreeModel.Tag;

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        BaseScale scale = BaseScale.Fit(data);
        MlNetColumns columns = MlNetColumns.Of(data);
        double[] targets = scale.Residuals(data);
        bool[]? held = HeldOutRows.Latest(data, HeldOutShare);
        int[] all = [.. Enumerable.Range(0, data.RowCount)];
        FastTreeModel whole = Train(all, new double[QuantileLevels.Count]);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new LearnerProgress(Name, 1, 2, double.NaN, double.NaN));
        FastTreeModel judged = held is null ? whole : Train([.. all.Where(row => !held[row])], new double[QuantileLevels.Count]);
        int[] judging = held is null ? all : [.. all.Where(row => held[row])];
        double[] left = [.. judging.Select(row => targets[row] - judged.Mean(data.Features.AsSpan(row * data.FeatureCount, data.FeatureCount)))];
        double[] quantiles = new double[QuantileLevels.Count];
        WeightedQuantiles.Write(left, data.Weights is null ? [] : [.. judging.Select(row => data.Weights[row])], QuantileLevels.All, quantiles);
        progress?.Report(new LearnerProgress(Name, 2, 2, double.NaN, double.NaN));
        return whole.With(quantiles);

        FastTreeModel Train(int[] rows, double[] residuals)
        {
            var context = new MLContext(unchecked((int)data.Seed));
            IDataView view = MlNetData.View(context, data, targets, columns, rows);
            RegressionPredictionTransformer<FastTreeRegressionModelParameters> model = context.Regression.Trainers.FastTree(Options(data.Seed, rows.Length)).Fit(view);
            return FastTreeModel.Of(scale, columns, residuals, MlNetStore.Save(context, model, view.Schema));
        }
    }

    /// <summary>One thread: with more the sums, and so the trees, depend on how many there are.</summary>
    private static FastTreeRegressionTrainer.Options Options(ulong seed, int rows) => new()
    {
        NumberOfThreads = 1,
        Seed = unchecked((int)seed),
        NumberOfTrees = Trees,
        NumberOfLeaves = Leaves,
        LearningRate = LearningRate,
        MinimumExampleCountPerLeaf = Math.Clamp(rows / 10, 1, MinRowsPerLeaf),
        ExampleWeightColumnName = nameof(MlNetRow.Weight),
        AllowEmptyTrees = true,
    };
}
