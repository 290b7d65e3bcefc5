using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Distribution;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class ScoreKernelTests
{
    [Theory]
    [InlineData(5, 3, 0.9, 1.8)]
    [InlineData(3, 5, 0.9, 0.2)]
    [InlineData(3, 3, 0.3, 0)]
    [InlineData(-2, 1, 0.25, 2.25)]
    public void PinballLoss_TypedOut_Agrees(double outcome, double quantile, double level, double expected) =>
        Assert.Equal(expected, PinballLoss.Of(outcome, quantile, level), 1e-12);

    [Fact]
    public void PinballLoss_Minimiser_IsTheSampleQuantile()
    {
        SeededRandom random = new(2);
        double[] sample = [.. Enumerable.Range(0, 501).Select(_ => random.NextExponential()).Order()];
        foreach (int k in new[] { 50, 250, 450 })
        {
            double level = (k + 0.5) / 501;
            double at = sample.Sum(y => PinballLoss.Of(y, sample[k], level));
            Assert.All(sample, q => Assert.True(sample.Sum(y => PinballLoss.Of(y, q, level)) >= at - 1e-9));
        }
    }

    [Fact]
    public void Accumulate_OfOneRow_IsTheLossPerLevel()
    {
        double[] curve = CurveSamples.Normal(1, 2);
        double[] sums = new double[QuantileLevels.Count];
        PinballLoss.Accumulate(curve, 2.2, 0.5, sums);
        for (int i = 0; i < sums.Length; i++)
            Assert.Equal(0.5 * PinballLoss.Of(2.2, curve[i], QuantileLevels.All[i]), sums[i], 1e-12);
        Assert.Equal(sums.Sum() / 0.5 / sums.Length, PinballLoss.Mean(curve, 2.2), 1e-12);
    }

    [Fact]
    public void CentralInterval_Reported_AreTheFourOfTheDefinition()
    {
        Assert.Equal([0.25, 0.1, 0.05, 0.025], CentralInterval.Reported.Select(i => QuantileLevels.All[i.LowerIndex]));
        Assert.Equal([0.75, 0.9, 0.95, 0.975], CentralInterval.Reported.Select(i => QuantileLevels.All[i.UpperIndex]));
    }

    [Fact]
    public void Covers_OutcomeOnABound_IsInside()
    {
        double[] curve = CurveSamples.Normal(0, 1);
        CentralInterval ninety = CentralInterval.Reported[2];
        Assert.True(ninety.Covers(curve, curve[ninety.LowerIndex]));
        Assert.True(ninety.Covers(curve, curve[ninety.UpperIndex]));
        Assert.False(ninety.Covers(curve, Math.BitIncrement(curve[ninety.UpperIndex])));
    }

    [Fact]
    public void RandomisedPit_TrueForecastWithAnAtom_IsUniform()
    {
        double[] curve = [-8, -6, -4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 7, 9, 12];
        CostDistribution forecast = CostDistribution.FromCurve(curve, TailShape.Default);
        SeededRandom random = new(9);
        double[] pits = new double[40_000];
        for (int i = 0; i < pits.Length; i++)
        {
            double level = random.NextDouble();
            double outcome = level is > 0.1 and < 0.8 ? 2 : forecast.QuantileBps(Math.Max(level, 1e-9));
            pits[i] = RandomisedPit.Of(forecast, outcome, random);
        }

        Assert.InRange(PitHistogram.From(pits).MaximumDeviation, 0, 0.01);
    }

    [Fact]
    public void PitHistogram_Counts_EveryValueOnce()
    {
        PitHistogram histogram = PitHistogram.From([0, 0.049, 0.05, 0.5, 1], 20);
        Assert.Equal(2, histogram.Counts[0]);
        Assert.Equal(1, histogram.Counts[1]);
        Assert.Equal(1, histogram.Counts[19]);
        Assert.Equal(5, histogram.Total);
        Assert.Throws<ArgumentOutOfRangeException>(() => PitHistogram.From([double.NaN]));
    }

    [Fact]
    public void ExceedanceReliability_TypedOut_DecomposesTheBrierScore()
    {
        ExceedanceReliability r = ExceedanceReliability.From([0.2, 0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.8], [true, false, false, false, false, true, true, true, false, false]);
        Assert.Equal((0.64 + 4 * 0.04 + 3 * 0.04 + 2 * 0.64) / 10, r.BrierScore, 1e-12);
        Assert.Equal(r.BrierScore, r.Reliability - r.Resolution + r.Uncertainty, 1e-12);
        Assert.Equal(2, r.Bins.Length);
        Assert.Equal(0.6, r.Bins[1].ObservedRate, 1e-12);
    }

    [Fact]
    public void ExceedanceReliability_NaN_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExceedanceReliability.From([double.NaN], [true]));
}
