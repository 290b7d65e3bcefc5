using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class NetworkLearnerTests
{
    private const int Columns = 3;

    /// <summary>Every tenth weight and bias of every layer against a central difference of the loss over twenty rows.</summary>
    [Fact]
    public void Gradient_OfTheJointLoss_IsTheFiniteDifference()
    {
        var random = new SeededRandom(1);
        Network network = Network.Of([false, true, false], 8);
        network.Draw(random);
        for (int i = 0; i < network.Last.Weights.Length; i++)
            network.Last.Weights[i] = network.Last.Signs[i] == WeightSign.Zero ? 0 : 0.3f * (float)random.NextDouble();
        float[] x = [.. Enumerable.Range(0, 20 * Columns).Select(_ => (float)random.NextNormal())];
        float[] offsets = [.. Enumerable.Range(0, 20 * LearnerSamples.Levels).Select(_ => (float)random.NextNormal())];
        float[] targets = [.. Enumerable.Range(0, 20).Select(_ => 2 * (float)random.NextNormal())];
        var gradient = new NetworkGradient(network);
        for (int row = 0; row < 20; row++)
            gradient.Add(network, Row(row));
        var scratch = new NetworkGradient(network);
        NetworkLayer[] layers = [network.First, network.Second, network.Last];
        int compared = 0;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            Compare(layers[layer].Weights, gradient.Layers[layer].Weights, layers[layer].Signs);
            Compare(layers[layer].Biases, gradient.Layers[layer].Biases, null);
        }

        Assert.True(compared > 40);

        void Compare(float[] values, float[] slopes, WeightSign[]? signs)
        {
            const float step = 2e-3f;
            for (int i = 0; i < values.Length; i += signs is null ? 3 : 10)
            {
                if (signs is not null && signs[i] == WeightSign.Zero)
                    continue;
                float own = values[i];
                values[i] = own + step;
                double above = Loss();
                values[i] = own - step;
                double below = Loss();
                values[i] = own;
                // Pinball has kinks, which a step may straddle, and the loss is in single precision.
                Assert.Equal((above - below) / (2 * step), slopes[i], 0.02 + 0.03 * Math.Abs(slopes[i]));
                compared++;
            }
        }

        double Loss() => Enumerable.Range(0, 20).Sum(row => scratch.Loss(network, Row(row)));

        NetworkRow Row(int row) => new(x.AsSpan(row * Columns, Columns), offsets.AsSpan(row * LearnerSamples.Levels, LearnerSamples.Levels), targets[row], 0.5f + row % 3);
    }

    [Fact]
    public void Curve_ZeroOutputs_IsTheBaseCurve()
    {
        double[] own = [.. NormalDistribution.AtLevels().Select(z => 3 + 2 * z)];
        var offsets = new float[LearnerSamples.Levels];
        var curve = new float[LearnerSamples.Levels];
        QuantileHead.Offsets(own, offsets);
        QuantileHead.Curve(new float[LearnerSamples.Levels], offsets, curve);
        for (int level = 0; level < own.Length; level++)
            Assert.Equal(own[level], curve[level], 1e-4);
    }

    [Fact]
    public void Fit_KnownLaw_FindsItsQuantiles()
    {
        IQuantileModel model = new NetworkLearner(new NetworkOptions { HiddenUnits = 16, Epochs = 25, LearningRate = 0.01 }).Fit(LearnerSamples.Heteroscedastic(10_000, 2) with { IncreasingFeatures = [0] }, null, CancellationToken.None);
        double[] small = LearnerSamples.Predict(model, 0.1f, 0f, 0f);
        double[] large = LearnerSamples.Predict(model, 0.9f, 0f, 0f);
        Assert.InRange(small[QuantileLevels.MedianIndex], -0.1, 0.5); // 0.2 in truth
        Assert.InRange(large[QuantileLevels.MedianIndex], 1.4, 2.1); // 1.8
        Assert.InRange(large[14] - large[2], 3.4, 5.2); // 4.6; the lower gaps may not read the size group
        Assert.InRange(small[14] - small[2], 1.7, 3.1); // 1.97
    }

    [Fact]
    public void Fit_NoiseOnly_StopsEarlyAndAnswersAsTheSample()
    {
        var random = new SeededRandom(3);
        LearnerData data = LearnerSamples.Heteroscedastic(2_000, 3);
        data = data with { Targets = [.. data.Targets.Select(_ => random.NextNormal())], Blocks = [.. Enumerable.Range(0, 2_000).Select(row => row / 200)] };
        var done = new List<LearnerProgress>();
        IQuantileModel model = new NetworkLearner(new NetworkOptions { Members = 1 }).Fit(data, new Reports(done), CancellationToken.None);
        Assert.True(done.Count(report => report.Stage == "network") < 20, "the held-out loss of noise does not fall for long");
        double[] curve = LearnerSamples.Predict(model, 0.5f, 0.5f, 0.5f);
        double[] z = NormalDistribution.AtLevels();
        for (int level = 0; level < z.Length; level++)
            Assert.Equal(z[level], curve[level], 0.35);
    }

    [Fact]
    public void Options_Outside_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkLearner(new NetworkOptions { HiddenUnits = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkLearner(new NetworkOptions { LearningRate = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkLearner(new NetworkOptions { Members = 65 }));
    }

    private sealed class Reports(List<LearnerProgress> all) : IProgress<LearnerProgress>
    {
        public void Report(LearnerProgress value) => all.Add(value);
    }
}
