using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class LinearLearnerTests
{
    /// <summary>The law is linear at every level: 2·size + other + (0.5 + size)·z.</summary>
    [Fact]
    public void Fit_LinearLaw_RecoversItsCoefficients()
    {
        IQuantileModel model = LearnerCases.Fit("linear", LearnerSamples.Heteroscedastic(20_000, 1));
        double[] z = NormalDistribution.AtLevels();
        double[] at0 = LearnerSamples.Predict(model, 0.2f, 0f, 0f);
        double[] at1 = LearnerSamples.Predict(model, 0.8f, 0f, 0f);
        double[] other = LearnerSamples.Predict(model, 0.2f, 1f, 0f);
        for (int level = 2; level <= 14; level++)
        {
            Assert.Equal(2 + z[level], (at1[level] - at0[level]) / 0.6, 0.2);
            Assert.Equal(1, other[level] - at0[level], 0.1);
            Assert.Equal(0.4 + 0.7 * z[level], at0[level], 0.1);
        }
    }

    /// <summary>No curve that is linear in the columns has less loss on the training rows than the fitted one, but for the ridge.</summary>
    [Fact]
    public void Fit_TrainingRows_NoNeighbourIsBetter()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(2_000, 2);
        IQuantileModel model = new LinearLearner(new LinearOptions { Ridge = 1e-3, Iterations = 3_000, Tolerance = 1e-6 }).Fit(data, null, CancellationToken.None);
        double own = Loss(0, 0, 0);
        foreach (double step in new[] { 0.02, -0.02 })
        {
            Assert.True(Loss(step, 0, 0) > own - 1e-5);
            Assert.True(Loss(0, step, 0) > own - 1e-5);
            Assert.True(Loss(0, 0, step) > own - 1e-5);
        }

        double Loss(double shift, double size, double other)
        {
            double sum = 0;
            for (int row = 0; row < data.RowCount; row++)
            {
                ReadOnlySpan<float> x = data.Features.AsSpan(row * 3, 3);
                double[] curve = LearnerSamples.Predict(model, x);
                for (int level = 0; level < curve.Length; level++)
                {
                    double left = data.Targets[row] - curve[level] - shift - size * (x[0] - 0.5) - other * x[1];
                    sum += Math.Max(QuantileLevels.All[level] * left, (QuantileLevels.All[level] - 1) * left);
                }
            }

            return sum / data.RowCount / LearnerSamples.Levels;
        }
    }

    [Fact]
    public void Fit_EachLevel_HasItsShareOfRowsBelow()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(5_000, 3);
        IQuantileModel model = LearnerCases.Fit("linear", data);
        double[] below = new double[LearnerSamples.Levels];
        for (int row = 0; row < data.RowCount; row++)
        {
            double[] curve = LearnerSamples.Predict(model, data.Features.AsSpan(row * 3, 3));
            for (int level = 0; level < curve.Length; level++)
                below[level] += data.Targets[row] <= curve[level] ? 1.0 / data.RowCount : 0;
        }

        for (int level = 0; level < below.Length; level++)
            Assert.Equal(QuantileLevels.All[level], below[level], 0.005);
    }

    [Fact]
    public void Fit_MoreRowsThanItTakes_IsCloseToAllRows()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(9_000, 4);
        double all = LearnerSamples.Pinball(LearnerCases.Fit("linear", data), data);
        IQuantileModel some = new LinearLearner(new LinearOptions { MostRows = 3_000 }).Fit(data, null, CancellationToken.None);
        Assert.InRange(LearnerSamples.Pinball(some, data), all - 1e-6, all * 1.01);
    }

    /// <summary>Every second row says something else: taking rows at a fixed stride would see one kind only.</summary>
    [Fact]
    public void Fit_RowsThatAlternate_ThinnedSeesBothKinds()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(8_000, 5);
        data = data with { Targets = [.. data.Targets.Select((target, row) => target + row % 2 * 10)] };
        IQuantileModel some = new LinearLearner(new LinearOptions { MostRows = 2_000 }).Fit(data, null, CancellationToken.None);
        double[] curve = LearnerSamples.Predict(some, 0.5f, 0f, 0f);
        Assert.InRange(curve[5], 0, 3);
        Assert.InRange(curve[11], 9, 13);
    }

    [Fact]
    public void Options_Outside_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLearner(new LinearOptions { Ridge = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLearner(new LinearOptions { Iterations = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLearner(new LinearOptions { Tolerance = double.NaN }));
    }
}
