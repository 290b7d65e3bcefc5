using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Training;

/// <summary>Believes the base curve's median and makes its spread that many times as wide: what calibration has to undo.</summary>
internal sealed class MisscaledLearner(double spread) : IQuantileLearner
{
    public string Name => "misscaled";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation) => new Model(data.FeatureCount, spread);

    private sealed class Model(int featureCount, double spread) : IQuantileModel
    {
        public int FeatureCount => featureCount;

        public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
        {
            double median = baseCurve[QuantileLevels.MedianIndex];
            for (int i = 0; i < quantiles.Length; i++)
                quantiles[i] = median + spread * (baseCurve[i] - median);
        }

        public void Write(BinaryWriter writer) => throw new NotSupportedException("Never leaves the test.");
    }
}
