using ImpactService.ImpactModels.Boosting;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Quantile regression forest (Meinshausen 2006, JMLR): the distribution at a row is the mixture of the rows in its leaves. It learns in units of the base curve (<see cref="BaseScale"/>).
/// IncreasingFeatures: splits that fall are not made, and in every tree the leaves' quantile functions are put in order (<see cref="MonotoneLeaves"/>); a mixture of ordered distributions is ordered,
/// so no level falls.
/// </summary>
public sealed class ForestLearner : IQuantileLearner
{
    private readonly ForestOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ForestLearner(ForestOptions? options = null)
    {
        this.options = options ?? new ForestOptions();
        this.options.Validate();
    }

    public string Name => "forest";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        BaseScale scale = BaseScale.Fit(data);
        BoostingData rows = new()
        {
            RowCount = data.RowCount,
            FeatureCount = data.FeatureCount,
            Features = data.Features,
            Targets = scale.Residuals(data),
            Weights = data.Weights,
            IncreasingFeatures = data.IncreasingFeatures,
            CategoricalFeatures = data.CategoricalFeatures,
            Seed = data.Seed,
        };
        double[] grid = ForestLeaves.Grid(rows.Targets, rows.Weights);
        FeatureBins[] bins = BinMapper.Fit(rows, options.Growing.Bins, options.ThreadCount);
        var grower = new ForestGrower(rows, bins, grid, options);
        var trees = new ForestTree[options.Trees];
        for (int tree = 0; tree < trees.Length; tree++)
        {
            cancellation.ThrowIfCancellationRequested();
            trees[tree] = grower.Grow(tree);
            progress?.Report(new LearnerProgress(Name, tree + 1, trees.Length, double.NaN, double.NaN));
        }

        return new ForestModel(scale, grid, ForestBuilder.Build(bins, trees));
    }
}
