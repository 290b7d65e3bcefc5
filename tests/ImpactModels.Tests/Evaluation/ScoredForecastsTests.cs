using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class ScoredForecastsTests
{
    private const int Interval90 = 2;

    private const double AtomBps = 5;

    /// <summary>The levels first to last sit on the atom; the others half a basis point apart.</summary>
    private static CostDistribution WithAtom(int first, int last)
    {
        double[] curve = new double[QuantileLevels.Count];
        for (int i = 0; i < curve.Length; i++)
            curve[i] = AtomBps + 0.5 * (i < first ? i - first : i > last ? i - last : 0);
        return CostDistribution.FromCurve(curve, TailShape.Default);
    }

    [Theory]
    [InlineData(0, 2, true)] // the atom ends on the lower bound, 5 %
    [InlineData(2, 5, true)]
    [InlineData(0, 16, true)]
    [InlineData(14, 16, true)] // and on the upper, 95 %
    [InlineData(11, 14, true)]
    [InlineData(0, 1, false)] // 1 to 2.5 %: beyond the interval
    [InlineData(15, 16, false)]
    public void IsCovered_OutcomeOnAnAtom_IncludesBounds(int first, int last, bool expected)
    {
        ScoredForecasts scored = ScoredForecasts.Score("toy", [WithAtom(first, last)], [AtomBps], 1);

        Assert.Equal(expected, scored.IsCovered[Interval90][0]);
    }

    /// <summary>The atom holds 2.5 to 30 % (levels 1 to 6): of its 27.5 points 25 lie within 5 to 95 %.</summary>
    [Theory]
    [InlineData(1, 6, 25.0 / 27.5)]
    [InlineData(2, 5, 1)]
    [InlineData(0, 16, 0.9 / 0.98)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 2, 0)]
    public void ShareInside_OutcomeOnAnAtom_CountsItInParts(int first, int last, double expected) =>
        Assert.Equal(expected, ScoredForecasts.Score("toy", [WithAtom(first, last)], [AtomBps], 1).ShareInside[Interval90][0], 1e-9);

    /// <summary>Half of all orders cost exactly the spread, and the forecast says so: inclusive bounds cover 93 % at 90, in parts it is 90.</summary>
    [Fact]
    public void ShareInside_TrueForecastWithAnAtom_HasTheNominalMean()
    {
        PointMass atom = new(AtomBps, 0.02, 0.52, 1);
        CostDistribution forecast = CostDistribution.FromCurve([.. QuantileLevels.All.ToArray().Select(level => AtomBps + 10 * (level - 0.3))], TailShape.Default, atom);
        SeededRandom random = new(3);
        double[] outcomes = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextDouble()).Select(level => level > 0.02 && level < 0.52 ? AtomBps : forecast.QuantileBps(level))];

        ScoredForecasts scored = ScoredForecasts.Score("toy", [.. outcomes.Select(_ => forecast)], outcomes, 1);

        Assert.Equal(0.9, scored.ShareInside[Interval90].Average(), 0.005);
        Assert.InRange(scored.IsCovered[Interval90].Average(covered => covered ? 1.0 : 0.0), 0.92, 0.94);
    }

    [Fact]
    public void IsCovered_BesideTheAtom_IsNot()
    {
        CostDistribution forecast = WithAtom(0, 2);

        ScoredForecasts scored = ScoredForecasts.Score("toy", [forecast, forecast], [AtomBps - 0.01, AtomBps + 0.01], 1);

        Assert.Equal([false, true], scored.IsCovered[Interval90]);
    }

    [Fact]
    public void Score_PointForecast_IsTheAbsoluteError()
    {
        CostDistribution point = WithAtom(0, 16);

        ScoredForecasts scored = ScoredForecasts.Score("toy", [point, point], [2, 9], 1);

        Assert.Equal(3, scored.Crps[0], 0.01);
        Assert.Equal(4, scored.Crps[1], 0.01);
        Assert.Equal(-3, scored.ErrorBps[0], 0.01);
        Assert.Equal(0.5 * 3, scored.Pinball[0], 0.01); // levels are symmetric: their mean is one half
    }

    [Fact]
    public void Score_UniformForecast_IsTheIntegralByHand()
    {
        double[] curve = [.. QuantileLevels.All.ToArray().Select(level => 100 * level)];
        CostDistribution uniform = CostDistribution.FromCurve(curve, new TailShape(-0.5, 1.0 / 8, -0.5, 1.0 / 8)); // thin tails of a basis point

        ScoredForecasts scored = ScoredForecasts.Score("toy", [uniform, uniform], [50, 20], 1);

        Assert.Equal(100.0 / 12, scored.Crps[0], 0.01); // L(u³ + (1 − u)³)/3, u = 0.5
        Assert.Equal(100 * (0.008 + 0.512) / 3, scored.Crps[1], 0.01); // u = 0.2
        Assert.Equal(0.5, scored.Pit[0], 1e-12);
    }

    [Fact]
    public void Score_Width_IsUpperLessLowerBound()
    {
        ScoredForecasts scored = ScoredForecasts.Score("toy", [WithAtom(0, 2)], [AtomBps], 1);

        Assert.Equal(0.5 * (14 - 2), scored.WidthBps[Interval90][0], 0.01); // 5 and 95 % are the levels 2 and 14
    }

    [Fact]
    public void Exceedance_EachThreshold_IsTheForecastProbability()
    {
        CostDistribution forecast = WithAtom(3, 6);

        ScoredForecasts scored = ScoredForecasts.Score("toy", [forecast], [AtomBps], 1);

        Assert.Equal([.. ScoredForecasts.ThresholdsBps.Select(forecast.Exceedance)], scored.Exceedance.Select(row => row[0]));
    }

    [Fact]
    public void Join_Parts_KeepEveryScoreInOrder()
    {
        ScoredForecasts whole = ScoredForecasts.Score("toy", [WithAtom(0, 2), WithAtom(2, 5), WithAtom(14, 16)], [4, 6, 8], 1);
        ScoredForecasts first = ScoredForecasts.Score("toy", [WithAtom(0, 2)], [4], 1);
        ScoredForecasts rest = ScoredForecasts.Score("toy", [WithAtom(2, 5), WithAtom(14, 16)], [6, 8], 1);

        ScoredForecasts joined = ScoredForecasts.Join([first, rest]);

        Assert.Equal(whole.Crps, joined.Crps);
        Assert.Equal(whole.Pinball, joined.Pinball);
        Assert.Equal(whole.PinballByLevel, joined.PinballByLevel);
        Assert.Equal(whole.ErrorBps, joined.ErrorBps);
        Assert.Equal(whole.IsCovered, joined.IsCovered);
        Assert.Equal(whole.ShareInside, joined.ShareInside);
        Assert.Equal(whole.WidthBps, joined.WidthBps);
        Assert.Equal(whole.Exceedance, joined.Exceedance);
        Assert.Equal(3, joined.Pit.Length);
    }
}
