using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Anything that can be trained to forecast the quantile curve of one target. Learners know matrices, never orders.
/// Deterministic: the same data, options and seed give the same model bit for bit, whatever the number of threads.
/// </summary>
public interface IQuantileLearner
{
    /// <summary>Short, lower case: boosting, forest, linear, bayesian, network, ensemble.</summary>
    string Name { get; }

    IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation);
}

/// <summary>A trained quantile curve: immutable, safe for any number of threads.</summary>
public interface IQuantileModel
{
    int FeatureCount { get; }

    /// <summary>
    /// Writes one value per level of <see cref="QuantileLevels"/>, non-decreasing, for any input (NaN is a missing value; infinities are clamped).
    /// </summary>
    /// <param name="row">[FeatureCount] features.</param>
    /// <param name="baseCurve">[17] the base curve of this row (the law prior), or empty when the learner was trained without.</param>
    /// <param name="quantiles">[17] the answer, in the units of the target.</param>
    void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles);

    /// <summary>Many rows at once on the calling thread; the answers are those of single calls, bit for bit. Overridden where a block of rows is faster.</summary>
    /// <param name="rows">[n × FeatureCount]</param>
    /// <param name="baseCurves">[n × 17], or empty.</param>
    /// <param name="quantiles">[n × 17]</param>
    void PredictMany(ReadOnlySpan<float> rows, ReadOnlySpan<double> baseCurves, Span<double> quantiles)
    {
        for (int row = 0; row < quantiles.Length / QuantileLevels.Count; row++)
        {
            int at = row * QuantileLevels.Count;
            ReadOnlySpan<double> own = baseCurves.IsEmpty ? [] : baseCurves.Slice(at, QuantileLevels.Count);
            Predict(rows.Slice(row * FeatureCount, FeatureCount), own, quantiles.Slice(at, QuantileLevels.Count));
        }
    }

    /// <summary>Writes what <c>QuantileModels.Read</c> reads back bit for bit; starts with a tag that names the kind of model.</summary>
    void Write(BinaryWriter writer);
}

public readonly record struct LearnerProgress(string Stage, int Done, int Total, double TrainLoss, double ValidationLoss);
