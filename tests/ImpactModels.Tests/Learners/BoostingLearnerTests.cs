using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Boosting;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class BoostingLearnerTests
{
    private static readonly BoostingOptions quick = new() { Rounds = 40, Leaves = 8, EarlyStoppingRounds = 0, Threads = 1 };

    [Fact]
    public void Fit_KnownLaw_FindsItsQuantiles()
    {
        IQuantileModel model = Fit(LearnerSamples.Heteroscedastic(20_000, 1), quick with { Rounds = 100 });
        double[] small = LearnerSamples.Predict(model, 0.1f, 0f, 0f);
        double[] large = LearnerSamples.Predict(model, 0.9f, 0f, 0f);
        Assert.InRange(small[QuantileLevels.MedianIndex], 0.0, 0.4);
        Assert.InRange(large[QuantileLevels.MedianIndex], 1.55, 2.05);
        Assert.InRange(large[14] - large[2], 3.8, 5.4); // 90 % interval 2·1.645·1.4 = 4.6
        Assert.InRange(small[14] - small[2], 1.6, 2.5); // 2·1.645·0.6 = 1.97
    }

    [Fact]
    public void Fit_OneToThreeThreads_SameBytes()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(20_000, 2) with { IncreasingFeatures = [0] };
        byte[] one = LearnerSamples.Bytes(Fit(data, quick));
        Assert.Equal(one, LearnerSamples.Bytes(Fit(data, quick with { Threads = 2 })));
        Assert.Equal(one, LearnerSamples.Bytes(Fit(data, quick with { Threads = 3 })));
    }

    [Fact]
    public void Fit_AllThatCanBeAskedAtOnce_SameBytesForOneToThreeThreads()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(12_000, 12);
        for (int i = 0; i < data.Features.Length; i += 17)
            data.Features[i] = float.NaN;
        for (int row = 0; row < data.RowCount; row++)
            data.Features[row * 3 + 2] = row % 5;
        data = data with
        {
            IncreasingFeatures = [0],
            CategoricalFeatures = [2],
            Weights = [.. Enumerable.Range(0, data.RowCount).Select(row => 0.1 + row % 3)],
            BaseCurves = [.. Enumerable.Range(0, data.RowCount * LearnerSamples.Levels).Select(i => i % LearnerSamples.Levels * 0.1)],
            Blocks = [.. Enumerable.Range(0, data.RowCount).Select(row => row / 1_000)],
        };
        BoostingOptions all = quick with { Rounds = 15, Subsample = 0.7, ColumnSample = 0.7, EarlyStoppingRounds = 5 };
        byte[] one = LearnerSamples.Bytes(Fit(data, all));
        Assert.Equal(one, LearnerSamples.Bytes(Fit(data, all with { Threads = 2 })));
        Assert.Equal(one, LearnerSamples.Bytes(Fit(data, all with { Threads = 3 })));
    }

    [Fact]
    public void Predict_IncreasingFeatureGrows_NoLevelFalls()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(3_000, 3) with { IncreasingFeatures = [0, 2] };
        IQuantileModel model = Fit(data, quick);
        var random = new SeededRandom(4);
        for (int i = 0; i < 5_000; i++)
        {
            float size = (float)random.NextNormal(), other = (float)random.NextNormal(), noise = (float)random.NextNormal();
            double[] low = LearnerSamples.Predict(model, size, other, noise);
            double[] high = LearnerSamples.Predict(model, size + (float)random.NextDouble(), other, noise + (float)random.NextDouble());
            for (int level = 0; level < low.Length; level++)
                Assert.True(high[level] >= low[level], $"level {level} falls from {low[level]} to {high[level]}");
        }
    }

    [Fact]
    public void Write_ThenRead_SameAnswersBitForBit()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(2_000, 5) with { CategoricalFeatures = [2] };
        IQuantileModel model = Fit(data, quick);
        byte[] bytes = LearnerSamples.Bytes(model);
        IQuantileModel read = LearnerSamples.Read(bytes);
        Assert.Equal(bytes, LearnerSamples.Bytes(read));
        Assert.Equal(LearnerSamples.Predict(model, 0.3f, float.NaN, 1f), LearnerSamples.Predict(read, 0.3f, float.NaN, 1f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(2_601)]
    public void PredictMany_AnyRows_IsSingleCallsBitForBit(int rows)
    {
        IQuantileModel model = Fit(LearnerSamples.Heteroscedastic(3_000, 9) with { CategoricalFeatures = [2] }, quick);
        var random = new SeededRandom(9);
        float[] features = [.. Enumerable.Range(0, rows * 3).Select(_ => BoostingSamples.Extreme(random))];
        double[] bases = [.. Enumerable.Range(0, rows * LearnerSamples.Levels).Select(_ => random.NextNormal())];
        var together = new double[bases.Length];
        QuantileBatch.Predict(model, features, bases, together, 2);
        var one = new double[LearnerSamples.Levels];
        for (int row = 0; row < rows; row++)
        {
            model.Predict(features.AsSpan(row * 3, 3), bases.AsSpan(row * one.Length, one.Length), one);
            Assert.Equal(one, together.AsSpan(row * one.Length, one.Length));
        }
    }

    [Fact]
    public void Predict_ExtremeInputs_NeverCrossesAndNeverFallsWithSize()
    {
        IQuantileModel model = Fit(LearnerSamples.Heteroscedastic(3_000, 3) with { IncreasingFeatures = [0, 2] }, quick);
        var random = new SeededRandom(8);
        for (int i = 0; i < 20_000; i++)
        {
            (float size, float other, float noise) = (BoostingSamples.Extreme(random), BoostingSamples.Extreme(random), BoostingSamples.Extreme(random));
            double[] low = LearnerSamples.Predict(model, size, other, noise);
            double[] high = LearnerSamples.Predict(model, Grown(size, random), other, Grown(noise, random));
            Assert.Equal(low.Order(), low);
            Assert.All(low, value => Assert.True(double.IsFinite(value)));
            for (int level = 0; level < low.Length; level++)
                Assert.True(high[level] >= low[level], $"level {level} falls from {low[level]} to {high[level]} after ({size}, {other}, {noise})");
        }
    }

    /// <summary>A missing value stays missing: it has no order.</summary>
    private static float Grown(float value, SeededRandom random) => float.IsNaN(value) ? value : Math.Max(value, BoostingSamples.Extreme(random) is var other && float.IsNaN(other) ? value : other);

    [Fact]
    public void Fit_BaseCurves_LearnsOnlyTheDifference()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(2_000, 6);
        var bases = new double[data.RowCount * LearnerSamples.Levels];
        for (int i = 0; i < bases.Length; i++)
            bases[i] = data.Targets[i / LearnerSamples.Levels];
        IQuantileModel model = Fit(data with { BaseCurves = bases }, quick);
        var curve = new double[LearnerSamples.Levels];
        double[] own = [.. Enumerable.Range(0, LearnerSamples.Levels).Select(level => 100.0 + level)];
        model.Predict([0.5f, 0f, 0f], own, curve);
        Assert.Equal(own, curve);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public void Fit_FewRows_StaysNearTheTargets(int rows)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(rows, 7);
        IQuantileModel model = Fit(data, new BoostingOptions { Threads = 1 });
        foreach (double value in LearnerSamples.Predict(model, 0.5f, 0f, 0f))
            Assert.InRange(value, data.Targets.Min() - 2, data.Targets.Max() + 2);
    }

    private static IQuantileModel Fit(LearnerData data, BoostingOptions options) => new BoostingLearner(options).Fit(data, null, CancellationToken.None);
}
