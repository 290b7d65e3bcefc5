using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Learners;

/// <summary>What every learner must hold, whatever it is.</summary>
public sealed class LearnerContractTests
{
    public static TheoryData<string> Names => ["boosting", "forest", "linear", "bayesian", "network", "ensemble"];

    [Fact]
    public void Names_OfTheFactory_AreAllTested() => Assert.Equal(QuantileLearners.Names.Order(), Names.Cast<object[]>().Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_ByName_IsTheLearnerOfThatName(string name) => Assert.Equal(name, QuantileLearners.Create(name).Name);

    [Fact]
    public void Create_UnknownName_SaysWhichAreKnown()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => QuantileLearners.Create("boostin"));
        Assert.Contains("boosting, forest, linear, bayesian, network, ensemble", error.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_KnownLaw_BeatsTheQuantilesOfTheWholeSample(string name)
    {
        IQuantileModel model = LearnerCases.Fit(name, LearnerSamples.Heteroscedastic(4_000, 1) with { IncreasingFeatures = [0] });
        LearnerData unseen = LearnerSamples.Heteroscedastic(4_000, 2);
        double whole = LearnerSamples.PinballOfWholeSample(unseen);
        // The true quantiles reach about 65 % of it.
        Assert.InRange(LearnerSamples.Pinball(model, unseen), 0.6 * whole, 0.8 * whole);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_AnyInput_FiniteAndNeverCrosses(string name)
    {
        LearnerData data = LearnerSamples.WithHoles(LearnerSamples.Heteroscedastic(1_500, 3), 4) with { CategoricalFeatures = [3], IncreasingFeatures = [0] };
        IQuantileModel model = LearnerCases.Fit(name, data);
        float[] wild = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, 0, 1e-30f, -3, 1e10f, 2, 0.5f];
        var random = new SeededRandom(5);
        for (int i = 0; i < 3_000; i++)
        {
            double[] curve = LearnerSamples.Predict(model, Pick(), Pick(), Pick(), Pick());
            for (int level = 0; level < curve.Length; level++)
            {
                Assert.True(double.IsFinite(curve[level]), $"level {level} is {curve[level]}");
                Assert.True(level == 0 || curve[level] >= curve[level - 1], $"level {level} crosses");
            }
        }

        float Pick() => random.NextInt32(3) == 0 ? (float)random.NextNormal() : wild[random.NextInt32(wild.Length)];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_OneToThreeThreads_SameBytes(string name)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(20_000, 6) with { IncreasingFeatures = [0] };
        if (name == "network")
            data = LearnerSamples.Heteroscedastic(3_000, 6) with { IncreasingFeatures = [0] };
        byte[] one = LearnerSamples.Bytes(LearnerCases.Fit(name, data));
        Assert.Equal(one, LearnerSamples.Bytes(LearnerCases.Fit(name, data, 2)));
        Assert.Equal(one, LearnerSamples.Bytes(LearnerCases.Fit(name, data, 3)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_ThenRead_SameBytesAndAnswers(string name)
    {
        LearnerData data = LearnerSamples.WithHoles(LearnerSamples.Heteroscedastic(1_000, 7), 8) with { CategoricalFeatures = [3] };
        IQuantileModel model = LearnerCases.Fit(name, data);
        byte[] bytes = LearnerSamples.Bytes(model);
        IQuantileModel read = LearnerSamples.Read(bytes);
        Assert.Equal(bytes, LearnerSamples.Bytes(read));
        Assert.Equal(model.FeatureCount, read.FeatureCount);
        Assert.Equal(LearnerSamples.Predict(model, 0.3f, float.NaN, 1f, 2f), LearnerSamples.Predict(read, 0.3f, float.NaN, 1f, 2f));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_BytesCutShort_AreRefused(string name)
    {
        byte[] bytes = LearnerSamples.Bytes(LearnerCases.Fit(name, LearnerSamples.Heteroscedastic(300, 9)));
        for (int i = 0; i < 40; i++)
            Assert.Throws<InvalidDataException>(() => LearnerSamples.Read(bytes[..(bytes.Length * i / 40)]));
    }

    /// <summary>A changed byte may give another model, but never one that answers with nonsense or fails in another way.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ChangedByte_IsRefusedOrAnswers(string name)
    {
        byte[] bytes = LearnerSamples.Bytes(LearnerCases.Fit(name, LearnerSamples.Heteroscedastic(300, 10)));
        var random = new SeededRandom(11);
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = [.. bytes];
            changed[random.NextInt32(i < 150 ? Math.Min(200, bytes.Length) : bytes.Length)] ^= (byte)(1 << random.NextInt32(8));
            try
            {
                IQuantileModel read = LearnerSamples.Read(changed);
                if (read.FeatureCount == 3)
                    LearnerSamples.Predict(read, 0.3f, 0.1f, 1f);
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_IncreasingFeatureGrows_NoLevelFalls(string name)
    {
        // Size lowers the target here, so that only the constraint holds the answers up.
        LearnerData data = LearnerSamples.Heteroscedastic(2_000, 12) with { IncreasingFeatures = [0, 2] };
        data = data with { Targets = [.. data.Targets.Select((target, row) => row % 2 == 0 ? target - 4 * data.Features[row * 3] : target + data.Features[row * 3 + 2])] };
        IQuantileModel model = LearnerCases.Fit(name, data);
        var random = new SeededRandom(13);
        for (int i = 0; i < 3_000; i++)
        {
            float size = (float)random.NextDouble(), other = (float)random.NextNormal(), noise = (float)random.NextNormal();
            double[] low = LearnerSamples.Predict(model, size, other, noise);
            double[] high = LearnerSamples.Predict(model, size + (float)random.NextDouble(), other, noise + (float)random.NextDouble());
            for (int level = 0; level < low.Length; level++)
                Assert.True(high[level] >= low[level] - 1e-9 * Math.Abs(low[level]), $"level {level} falls from {low[level]} to {high[level]}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_WeightOfThree_IsLikeThreeRows(string name)
    {
        // Rows with a high target weigh three times: the median moves as if they were there three times.
        LearnerData data = LearnerSamples.Heteroscedastic(4_000, 14);
        int[] copies = [.. data.Targets.Select(target => target > 1.5 ? 3 : 1)];
        double[] plain = MeanCurve(LearnerCases.Fit(name, data));
        double[] weighted = MeanCurve(LearnerCases.Fit(name, data with { Weights = [.. copies.Select(count => (double)count)] }));
        double[] repeated = MeanCurve(LearnerCases.Fit(name, LearnerSamples.Select(data, [.. copies.SelectMany((count, row) => Enumerable.Repeat(row, count))])));
        double moved = repeated[QuantileLevels.MedianIndex] - plain[QuantileLevels.MedianIndex];
        Assert.True(moved > 0.2, $"three copies moved the median by {moved} only");
        Assert.InRange(weighted[QuantileLevels.MedianIndex] - plain[QuantileLevels.MedianIndex], 0.75 * moved, 1.25 * moved);

        double[] MeanCurve(IQuantileModel model) => LearnerSamples.MeanCurve(model, data);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_BaseCurvesThatAreRight_AreNotMadeWorse(string name)
    {
        LearnerData data = LearnerSamples.WithTrueBase(LearnerSamples.Heteroscedastic(4_000, 15));
        IQuantileModel model = LearnerCases.Fit(name, data);
        LearnerData unseen = LearnerSamples.WithTrueBase(LearnerSamples.Heteroscedastic(4_000, 16));
        double limit = LearnerSamples.PinballOfBase(unseen);
        Assert.InRange(LearnerSamples.Pinball(model, unseen), limit * 0.999, limit * 1.03);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_BaseCurveMoves_AnswerMovesWithIt(string name)
    {
        LearnerData data = LearnerSamples.WithTrueBase(LearnerSamples.Heteroscedastic(1_000, 17));
        IQuantileModel model = LearnerCases.Fit(name, data);
        double[] own = data.BaseCurves![..LearnerSamples.Levels];
        double[] moved = [.. own.Select(value => value + 100)];
        var here = new double[LearnerSamples.Levels];
        var there = new double[LearnerSamples.Levels];
        model.Predict([0.5f, 0.1f, 0f], own, here);
        model.Predict([0.5f, 0.1f, 0f], moved, there);
        for (int level = 0; level < here.Length; level++)
            Assert.Equal(100, there[level] - here[level], 1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_ConstantTarget_AnswersIt(string name)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(400, 18);
        IQuantileModel model = LearnerCases.Fit(name, data with { Targets = [.. data.Targets.Select(_ => 7.0)] });
        Assert.All(LearnerSamples.Predict(model, 0.3f, 2f, -1f), value => Assert.Equal(7, value, 0.005));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_ConstantAndMissingFeatures_AreNoHelpAndNoHarm(string name)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(500, 19);
        float[] features = [.. data.Features.Select((_, i) => i % 3 == 2 ? float.NaN : 5f)];
        IQuantileModel model = LearnerCases.Fit(name, data with { Features = features, IncreasingFeatures = [0] });
        double[] curve = LearnerSamples.Predict(model, 5f, 5f, float.NaN);
        Assert.InRange(curve[QuantileLevels.MedianIndex], 0.6, 1.4); // 1 in truth
        Assert.Equal(curve, LearnerSamples.Predict(model, 5f, 5f, float.NaN));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_FewRows_StaysNearTheTargets(string name)
    {
        foreach (int rows in new[] { 1, 2, 3, 7, 30 })
        {
            LearnerData data = LearnerSamples.Heteroscedastic(rows, 20) with { IncreasingFeatures = [0] };
            double[] curve = LearnerSamples.Predict(LearnerCases.Fit(name, data), 0.5f, 0f, 0f);
            double range = Math.Max(data.Targets.Max() - data.Targets.Min(), 1);
            Assert.All(curve, value => Assert.InRange(value, data.Targets.Min() - 6 * range, data.Targets.Max() + 6 * range));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_OneBlockOrMany_Answers(string name)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(600, 21);
        foreach (int blocks in new[] { 1, 2, 5 })
        {
            IQuantileModel model = LearnerCases.Fit(name, data with { Blocks = [.. Enumerable.Range(0, 600).Select(row => row * blocks / 600)] });
            Assert.InRange(LearnerSamples.Predict(model, 0.5f, 0f, 0f)[QuantileLevels.MedianIndex], 0.3, 1.8); // 1 in truth
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_ImpossibleData_IsRefused(string name)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(10, 22);
        Assert.Throws<ArgumentException>(() => LearnerCases.Fit(name, data with { Targets = [.. data.Targets.Select(_ => double.NaN)] }));
        Assert.Throws<ArgumentException>(() => LearnerCases.Fit(name, data with { Weights = new double[10] }));
        Assert.Throws<ArgumentException>(() => LearnerCases.Fit(name, data with { IncreasingFeatures = [3] }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_Again_AllocatesNothing(string name)
    {
        IQuantileModel model = LearnerCases.Fit(name, LearnerSamples.Heteroscedastic(500, 23));
        var curve = new double[LearnerSamples.Levels];
        float[] row = [0.5f, 0f, 1f];
        for (int i = 0; i < 50; i++)
            model.Predict(row, [], curve);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            model.Predict(row, [], curve);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
