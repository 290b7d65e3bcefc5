using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Learners;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class BayesianLearnerTests
{
    [Fact]
    public void Fit_OneFeature_IsTheClosedForm()
    {
        var random = new SeededRandom(1);
        float[] feature = [.. Enumerable.Range(0, 40).Select(_ => (float)random.NextDouble())];
        double[] target = [.. feature.Select(x => 3 * x + random.NextNormal())];
        IQuantileModel model = new BayesianLearner(new BayesianOptions { PriorPrecisions = [5] })
            .Fit(new LearnerData { RowCount = 40, FeatureCount = 1, Features = feature, Targets = target }, null, CancellationToken.None);

        double mean = feature.Average(x => (double)x);
        double deviation = Math.Sqrt(feature.Average(x => (x - mean) * (x - mean)));
        double[] standard = [.. feature.Select(x => (double)(float)((x - mean) / deviation))];
        double targetMean = target.Average();
        double variance = target.Average(u => u * u) - targetMean * targetMean;
        var posterior = NaiveBayes.Posterior(standard, [.. target.Select(u => u - targetMean)], 5, BayesianPosterior.InterceptPrecision, BayesianPosterior.PriorShape, BayesianPosterior.PriorShape * variance);
        double at = (float)((0.25 - mean) / deviation);
        double scale = Math.Sqrt(posterior.Rate / posterior.Shape * (1 + posterior.SlopeSpread * at * at + posterior.InterceptSpread));
        double[] curve = LearnerSamples.Predict(model, 0.25f);
        for (int level = 0; level < curve.Length; level++)
        {
            double expected = targetMean + posterior.Intercept + posterior.Slope * at + scale * StudentDistribution.Quantile(QuantileLevels.All[level], 2 * posterior.Shape);
            // The columns are of mean zero but for rounding, so the oracle leaves the covariance of slope and intercept out.
            Assert.Equal(expected, curve[level], 1e-5);
        }
    }

    [Fact]
    public void Fit_FewRowsOfNoise_CoversUnseenRows()
    {
        int hits = 0;
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var random = new SeededRandom(seed);
            float[] features = [.. Enumerable.Range(0, 60).Select(_ => (float)random.NextNormal())];
            double[] targets = [.. Enumerable.Range(0, 12).Select(_ => random.NextNormal())];
            IQuantileModel model = LearnerCases.Fit("bayesian", new LearnerData { RowCount = 12, FeatureCount = 5, Features = features, Targets = targets });
            double[] curve = LearnerSamples.Predict(model, [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextNormal())]);
            double outcome = random.NextNormal();
            hits += outcome >= curve[2] && outcome <= curve[14] ? 1 : 0;
        }

        // 90 % of 200, three standard errors of 2.1 % either side and what an empirical prior costs.
        Assert.InRange(hits, 164, 196);
    }

    [Fact]
    public void Fit_StrongEffect_EvidenceLetsItThrough()
    {
        IQuantileModel model = LearnerCases.Fit("bayesian", LearnerSamples.Heteroscedastic(3_000, 2));
        double small = LearnerSamples.Predict(model, 0.1f, 0f, 0f)[QuantileLevels.MedianIndex];
        double large = LearnerSamples.Predict(model, 0.9f, 0f, 0f)[QuantileLevels.MedianIndex];
        Assert.InRange(large - small, 1.3, 1.9); // 1.6 in truth
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Options_PrecisionOutside_AreRefused(double precision) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesianLearner(new BayesianOptions { PriorPrecisions = [precision] }));
}
