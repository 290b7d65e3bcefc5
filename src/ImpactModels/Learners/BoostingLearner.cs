using ImpactService.ImpactModels.Boosting;

namespace ImpactService.ImpactModels.Learners;

/// <summary>The joint quantile booster behind the learners' interface.</summary>
public sealed class BoostingLearner : IQuantileLearner
{
    private readonly BoostingOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public BoostingLearner(BoostingOptions? options = null)
    {
        this.options = options ?? new BoostingOptions();
        this.options.Validate();
    }

    public string Name => "boosting";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        bool[]? held = options.EarlyStoppingRounds > 0 ? HeldOutRows.Latest(data, options.ValidationShare) : null;
        bool isUnchecked = options.EarlyStoppingRounds > 0 && held is null && data.Blocks is not null;
        BoostingOptions careful = isUnchecked ? options with { Rounds = Math.Min(options.Rounds, options.UncheckedRounds) } : options;
        BoostingResult result = Run(data, held, careful, "boosting", progress, cancellation);
        if (held is not null && options.RefitOnAllRows)
            result = Run(data, null, options with { Rounds = result.Rounds }, "refit", progress, cancellation);
        return new BoostingModel(result.Ensemble);
    }

    private static BoostingResult Run(LearnerData data, bool[]? held, BoostingOptions options, string stage, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        Action<int, RoundLoss>? report = progress is null
            ? null
            : (round, loss) => progress.Report(new LearnerProgress(stage, round, options.Rounds, loss.Train, loss.Validation));
        return QuantileBooster.Fit(Convert(data, held), options, report, cancellation);
    }

    private static BoostingData Convert(LearnerData data, bool[]? held) => new()
    {
        RowCount = data.RowCount,
        FeatureCount = data.FeatureCount,
        Features = data.Features,
        Targets = data.Targets,
        Weights = data.Weights,
        BaseCurves = data.BaseCurves,
        IsValidation = held,
        IncreasingFeatures = data.IncreasingFeatures,
        CategoricalFeatures = data.CategoricalFeatures,
        Seed = data.Seed,
    };
}
