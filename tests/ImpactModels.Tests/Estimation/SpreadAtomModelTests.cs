using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class SpreadAtomModelTests
{
    private static readonly LearnerInput input = new(SyntheticOrder.Schema);

    private static SpreadAtomModel Random(SeededRandom random, LearnedTrust trust)
    {
        const int n = SpreadAtomInput.Count;
        double[] Score() => [random.NextNormal(), .. Enumerable.Range(0, n).Select(i => SpreadAtomInput.GrowsWithSize(i) ? Math.Abs(random.NextNormal()) : random.NextNormal())];
        return new SpreadAtomModel(
            new SpreadAtomInput(input), [.. Enumerable.Range(0, n).Select(_ => random.NextNormal())], [.. Enumerable.Range(0, n).Select(_ => 0.1 + random.NextDouble())], [.. Score()], [.. Score()], trust);
    }

    [Fact]
    public void Probabilities_GrowingOrder_NeitherRisesNorCrosses()
    {
        SeededRandom random = new(1);
        float[] row = new float[input.ColumnCount];
        for (int i = 0; i < 200; i++)
        {
            SpreadAtomModel model = Random(random, LearnedTrust.Full);
            double[] features = new SyntheticOrder { AdvFraction = 1e-6, TakerFraction = i % 3 * 0.5 }.ToFeatures(SyntheticWorld.Noise(random));
            LevelRange last = new(1, 1);
            for (int step = 0; step < 40; step++)
            {
                input.WriteRow(features, row);
                LevelRange now = model.Probabilities(row);
                Assert.True(now.Lower <= now.Upper);
                Assert.True(now.Lower <= last.Lower && now.Upper <= last.Upper, $"{last} rose to {now}");
                last = now;
                input.ScaleSize(features, 1.6);
            }
        }
    }

    [Fact]
    public void Probabilities_MissingAndAbsurdFeatures_AreProbabilities()
    {
        SeededRandom random = new(2);
        float[] values = [float.NaN, 0, -1, 1e30f, float.PositiveInfinity, float.NegativeInfinity];
        float[] row = new float[input.ColumnCount];
        for (int i = 0; i < 500; i++)
        {
            for (int c = 0; c < row.Length; c++)
                row[c] = values[random.NextInt32(values.Length)];
            LevelRange range = Random(random, LearnedTrust.Full).Probabilities(row);
            Assert.InRange(range.Lower, 0, range.Upper);
            Assert.InRange(range.Upper, range.Lower, 1);
        }
    }

    [Theory]
    [InlineData(0, 0.3, 0.6)] // what the curve says: the ends of its run at the spread
    [InlineData(1, 0.1, 0.9)]
    [InlineData(0.5, 0.2, 0.75)]
    public void Blend_Trust_LiesBetweenCurveAndModel(double trust, double below, double atMost)
    {
        double[] curve = [-9, -8, -7, -6, -5, -4, 3, 3, 3, 3, 5, 6, 7, 8, 9, 10, 11];
        LawInput order = new(1e-4, 0.1, 0.1, 0.02, 3, 1);

        PointMass atom = SpreadAtomModel.Blend(order, curve, new LevelRange(0.1, 0.9), trust);

        Assert.Equal(3, atom.ValueBps);
        Assert.Equal(below, atom.Below, 2e-6);
        Assert.Equal(atMost, atom.AtMost, 2e-6);
    }

    [Theory]
    [InlineData(-20, 0.01, 0.01)]
    [InlineData(20, 0.99, 0.99)]
    [InlineData(0, 0.5, 0.5)]
    [InlineData(0.5, 0.55, 0.55)]
    public void SpreadLevels_CurveWithoutARun_IsTheCrossing(double spreadCostBps, double lower, double upper)
    {
        double[] curve = [.. Enumerable.Range(-8, 17).Select(x => (double)x)];

        LevelRange range = SpreadLevels.Of(curve, spreadCostBps);

        Assert.Equal(lower, range.Lower, 1e-12);
        Assert.Equal(upper, range.Upper, 1e-12);
    }

    [Fact]
    public void At_NoTrustAtTheHorizon_IsNone()
    {
        SpreadAtomModel model = Random(new SeededRandom(3), new LearnedTrust([1, 1, 0, 0]));
        float[] row = new float[input.ColumnCount];
        LawInput order = new(1e-4, 0.1, 0.1, 0.02, 3, 1);

        Assert.Null(model.At(order, 3_600, row, new double[QuantileLevels.Count]));
        Assert.NotNull(model.At(order, 100, row, new double[QuantileLevels.Count]));
    }

    [Fact]
    public void SpreadAtomModel_ScoreThatFallsWithSize_IsRefused()
    {
        SpreadAtomModel model = Random(new SeededRandom(4), LearnedTrust.Full);

        Assert.Throws<ArgumentException>(() => new SpreadAtomModel(new SpreadAtomInput(input), model.Means, model.Deviations, model.Reached.SetItem(SpreadAtomInput.Count, -1), model.Passed, model.Trust));
        Assert.Throws<ArgumentException>(() => new SpreadAtomModel(new SpreadAtomInput(input), model.Means, model.Deviations.SetItem(0, 0), model.Reached, model.Passed, model.Trust));
        Assert.Throws<ArgumentException>(() => new SpreadAtomModel(new SpreadAtomInput(input), model.Means, model.Deviations, model.Reached.RemoveAt(0), model.Passed, model.Trust));
        Assert.Throws<ArgumentException>(() => new SpreadAtomModel(new SpreadAtomInput(input), model.Means.SetItem(1, double.NaN), model.Deviations, model.Reached, model.Passed, model.Trust));
    }
}
