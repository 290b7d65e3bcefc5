using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Bayesian linear regression with Student-t predictive quantiles, the learner for little data: the strength of the prior is chosen by its evidence, and what the data does not say widens the answer.
/// It learns in units of the base curve (<see cref="BaseScale"/>). IncreasingFeatures: their coefficients are not negative, and the uncertainty of these coefficients enters at its average
/// over the training rows, so that the spread does not depend on size and no level falls.
/// </summary>
public sealed class BayesianLearner : IQuantileLearner
{
    private readonly BayesianOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public BayesianLearner(BayesianOptions? options = null)
    {
        this.options = options ?? new BayesianOptions();
        this.options.Validate();
    }

    public string Name => "bayesian";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        BaseScale scale = BaseScale.Fit(data);
        DesignColumns columns = DesignColumns.Fit(data);
        double[] targets = scale.Residuals(data);
        double mean = WeightedMean(targets, data.Weights);
        WeightedGram gram = WeightedGram.Of(columns.Matrix(data, columns.Count), columns.Count, Array.ConvertAll(targets, target => target - mean), data.Weights, options.ThreadCount);
        bool[] isIncreasing = columns.AreValuesOf(data.IncreasingFeatures);
        BayesianPosterior? best = null;
        for (int i = 0; i < options.PriorPrecisions.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            BayesianPosterior posterior = BayesianPosterior.Of(gram, options.PriorPrecisions[i], isIncreasing);
            if (best is null || posterior.LogEvidence > best.LogEvidence)
                best = posterior;
            progress?.Report(new LearnerProgress(Name, i + 1, options.PriorPrecisions.Count, -posterior.LogEvidence, double.NaN));
        }

        return ToModel(scale, columns, gram, best!, isIncreasing, mean);
    }

    private static BayesianModel ToModel(BaseScale scale, DesignColumns columns, WeightedGram gram, BayesianPosterior posterior, bool[] isIncreasing, double mean)
    {
        int n = gram.Size;
        bool[] isSize = [.. isIncreasing, false];
        double[] spread = new double[n * n];
        double ofSize = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (!isSize[i] && !isSize[j])
                    spread[i * n + j] = posterior.Covariance[i * n + j];
                else if (isSize[i] && isSize[j])
                    ofSize += posterior.Covariance[i * n + j] * gram.Products[i * n + j] / gram.Weight;
            }
        }

        return new BayesianModel(scale, columns, new BayesianPrediction([.. posterior.Mode[..^1], posterior.Mode[^1] + mean], spread, Math.Max(ofSize, 0), 2 * posterior.Shape, Math.Sqrt(posterior.Rate / posterior.Shape)));
    }

    /// <summary>What the prior of the intercept is centred on.</summary>
    private static double WeightedMean(double[] targets, double[]? weights)
    {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double own = weights?[row] ?? 1;
            sum += own * targets[row];
            weight += own;
        }

        return sum / weight;
    }
}
