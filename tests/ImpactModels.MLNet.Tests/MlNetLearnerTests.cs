using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.MLNet;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Learners;

namespace ImpactService.Tests.ImpactModels.MLNet;

/// <summary>ML.NET's learners hold what every learner holds.</summary>
public sealed class MlNetLearnerTests
{
    public MlNetLearnerTests() => MlNetLearners.Register();

    public static TheoryData<string> Names => ["mlnet-fasttree", "mlnet-fastforest"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_Registered_IsKnownByName(string name)
    {
        Assert.Equal(name, QuantileLearners.Create(name).Name);
        Assert.Contains(name, QuantileLearners.Names);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_KnownLaw_BeatsTheQuantilesOfTheWholeSample(string name)
    {
        LearnerData unseen = LearnerSamples.Heteroscedastic(4_000, 2);
        double whole = LearnerSamples.PinballOfWholeSample(unseen);
        Assert.InRange(LearnerSamples.Pinball(Fit(name, LearnerSamples.Heteroscedastic(4_000, 1)), unseen), 0.6 * whole, 0.8 * whole);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_AnyInput_FiniteAndNeverCrosses(string name)
    {
        IQuantileModel model = Fit(name, LearnerSamples.WithHoles(LearnerSamples.Heteroscedastic(1_500, 3), 4) with { IncreasingFeatures = [0] });
        float[] wild = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, 0, 2, 0.5f];
        var random = new SeededRandom(5);
        for (int i = 0; i < 2_000; i++)
        {
            double[] curve = LearnerSamples.Predict(model, Pick(), Pick(), Pick(), Pick());
            for (int level = 0; level < curve.Length; level++)
                Assert.True(double.IsFinite(curve[level]) && (level == 0 || curve[level] >= curve[level - 1]), $"level {level} is {curve[level]}");
        }

        float Pick() => wild[random.NextInt32(wild.Length)];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_Twice_SameBytesAndReadBack(string name)
    {
        LearnerData data = LearnerSamples.WithHoles(LearnerSamples.Heteroscedastic(1_000, 6), 7);
        byte[] bytes = LearnerSamples.Bytes(Fit(name, data));
        Assert.Equal(bytes, LearnerSamples.Bytes(Fit(name, data)));
        IQuantileModel read = LearnerSamples.Read(bytes);
        Assert.Equal(bytes, LearnerSamples.Bytes(read));
        Assert.Equal(LearnerSamples.Predict(Fit(name, data), 0.3f, float.NaN, 1f, 2f), LearnerSamples.Predict(read, 0.3f, float.NaN, 1f, 2f));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_BytesCutShort_AreRefused(string name)
    {
        byte[] bytes = LearnerSamples.Bytes(Fit(name, LearnerSamples.Heteroscedastic(300, 8)));
        for (int i = 0; i < 12; i++)
            Assert.Throws<InvalidDataException>(() => LearnerSamples.Read(bytes[..(bytes.Length * i / 12)]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_SizeGroupGrows_NoLevelFalls(string name)
    {
        IQuantileModel model = Fit(name, LearnerSamples.Heteroscedastic(2_000, 9) with { IncreasingFeatures = [0] });
        Assert.Equal(LearnerSamples.Predict(model, 0.1f, 0.4f, 0f), LearnerSamples.Predict(model, 0.9f, 0.4f, 0f));
        Assert.NotEqual(LearnerSamples.Predict(model, 0.1f, -1f, 0f), LearnerSamples.Predict(model, 0.1f, 1f, 0f));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_BaseCurves_AnswerMovesWithThem(string name)
    {
        LearnerData data = LearnerSamples.WithTrueBase(LearnerSamples.Heteroscedastic(3_000, 10));
        IQuantileModel model = Fit(name, data);
        LearnerData unseen = LearnerSamples.WithTrueBase(LearnerSamples.Heteroscedastic(3_000, 11));
        double limit = LearnerSamples.PinballOfBase(unseen);
        Assert.InRange(LearnerSamples.Pinball(model, unseen), limit * 0.999, limit * 1.05);
        double[] own = data.BaseCurves![..LearnerSamples.Levels];
        double[] moved = [.. own.Select(value => value + 100)];
        var here = new double[LearnerSamples.Levels];
        var there = new double[LearnerSamples.Levels];
        model.Predict([0.5f, 0.1f, 0f], own, here);
        model.Predict([0.5f, 0.1f, 0f], moved, there);
        for (int level = 0; level < here.Length; level++)
            Assert.Equal(100, there[level] - here[level], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_WeightedRows_MoveTheMedian(string name)
    {
        LearnerData data = LearnerSamples.Heteroscedastic(3_000, 12);
        double plain = LearnerSamples.MeanCurve(Fit(name, data), data)[QuantileLevels.MedianIndex];
        double[] weights = [.. data.Targets.Select(target => target > 1.5 ? 3.0 : 1.0)];
        Assert.True(LearnerSamples.MeanCurve(Fit(name, data with { Weights = weights }), data)[QuantileLevels.MedianIndex] > plain + 0.1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_FewRows_StaysNearTheTargets(string name)
    {
        foreach (int rows in new[] { 1, 2, 7, 30 })
        {
            LearnerData data = LearnerSamples.Heteroscedastic(rows, 13);
            Assert.All(LearnerSamples.Predict(Fit(name, data), 0.5f, 0f, 0f), value => Assert.InRange(value, data.Targets.Min() - 2, data.Targets.Max() + 2));
        }
    }

    [Fact]
    public void Fit_OnlyTheSizeGroup_IsTheSample()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(500, 14) with { IncreasingFeatures = [0, 1, 2] };
        Assert.InRange(LearnerSamples.Predict(Fit("mlnet-fasttree", data), 0.5f, 0f, 0f)[QuantileLevels.MedianIndex], 0.6, 1.4);
    }

    private static IQuantileModel Fit(string name, LearnerData data) => QuantileLearners.Create(name).Fit(data, null, CancellationToken.None);
}
