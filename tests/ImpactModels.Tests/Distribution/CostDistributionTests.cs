using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

public sealed class CostDistributionTests
{
    private const int Repetitions = 200;

    /// <summary>The quadrature of a score is slow.</summary>
    private const int ScoreRepetitions = 30;

    private static readonly TailShape[] tails =
    [
        TailShape.Default, new(0, 0.6, 0, 0.6), new(-0.4, 0.8, 0.4, 1.5), new(0.4, 0.3, -0.5, 0.2), new(1e-9, 0.5, -1e-9, 0.5),
    ];

    [Fact]
    public void Exceedance_AtQuantile_IsOneMinusLevel()
    {
        ForEachCurve(d =>
        {
            foreach (double level in Levels())
                Assert.Equal(1 - level, d.Exceedance(d.QuantileBps(level)), 1e-12);
        });
    }

    [Fact]
    public void Cdf_BetweenQuantiles_IsStrictlyIncreasing()
    {
        ForEachCurve(d =>
        {
            double last = d.Cdf(d.QuantileBps(1e-6));
            foreach (double level in Levels())
            {
                double cdf = d.Cdf(d.QuantileBps(level));
                Assert.True(cdf > last, $"{level}: {cdf} after {last}");
                last = cdf;
            }
        });
    }

    [Fact]
    public void Mean_OfAnyCurve_IsTheIntegralOfTheQuantileFunction()
    {
        ForEachCurve(d => AssertClose(QuantileIntegrals.Mean(d), d.MeanBps, d));
    }

    [Fact]
    public void StandardDeviation_OfAnyCurve_IsTheIntegralOfTheSquaredDeviation()
    {
        ForEachCurve(d => AssertClose(Math.Sqrt(QuantileIntegrals.Variance(d)), d.StandardDeviationBps, d));
    }

    [Fact]
    public void ExpectedShortfall_AtAnyLevel_IsTheIntegralBeyondIt()
    {
        ForEachCurve(d =>
        {
            foreach (double level in new[] { 0.001, 0.01, 0.03, 0.5, 0.77, 0.95, 0.99, 0.995, 0.9999 })
                AssertClose(QuantileIntegrals.Shortfall(d, level), d.ExpectedShortfallBps(level), d);
        });
    }

    [Fact]
    public void Crps_OfAnyOutcome_IsTheIntegralOfTheSquaredDifference()
    {
        ForEachCurve(d =>
        {
            foreach (double level in new[] { 1e-4, 0.005, 0.01, 0.2, 0.5, 0.81, 0.99, 0.999 })
            {
                double y = d.QuantileBps(level);
                double expected = QuantileIntegrals.Crps(d, y);
                Assert.Equal(expected, d.Crps(y), 1e-7 * (Math.Abs(expected) + d.StandardDeviationBps));
            }
        }, ScoreRepetitions);
    }

    [Fact]
    public void Density_InsideAPiece_IsTheSlopeOfTheCdf()
    {
        CostDistribution d = CostDistribution.FromCurve(CurveSamples.Normal(3, 10), TailShape.Default);
        foreach (double x in new[] { -40.0, -15, 0.5, 4, 11, 45 })
            Assert.Equal((d.Cdf(x + 1e-5) - d.Cdf(x - 1e-5)) / 2e-5, d.DensityAt(x), 1e-9);
    }

    [Fact]
    public void FromCurve_OfNormalQuantiles_HasAboutItsMoments()
    {
        CostDistribution d = CostDistribution.FromCurve(CurveSamples.Normal(7, 20), new TailShape(0, 0.55, 0, 0.55));
        Assert.Equal(7, d.MeanBps, 1e-9);
        Assert.Equal(20, d.StandardDeviationBps, 0.3);
        Assert.Equal(20 * (Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), d.Crps(7), 0.05);
    }

    [Fact]
    public void FromCurve_AllEqual_IsANarrowAtom()
    {
        foreach (double value in new[] { 0.0, 5, -3e-300, 1e300, -1e99 })
        {
            double[] curve = new double[QuantileLevels.Count];
            Array.Fill(curve, value);
            CostDistribution d = CostDistribution.FromCurve(curve, TailShape.Default);
            double centre = Math.Clamp(value, -1e100, 1e100);
            Assert.Equal(centre, d.MeanBps, 1e-3 * Math.Abs(centre) + 1e-9);
            AssertFinite(d);
            Assert.Equal(0.5, d.Exceedance(d.QuantileBps(0.5)), 1e-12);
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    [InlineData(1e80)]
    [InlineData(1e300)]
    public void FromCurve_ExtremeScale_StaysFinite(double scale)
    {
        SeededRandom random = new(11);
        foreach (TailShape tail in tails)
        {
            for (int i = 0; i < 50; i++)
                AssertFinite(CostDistribution.FromCurve(CurveSamples.Random(random, scale), tail));
        }
    }

    [Fact]
    public void FromCurve_OneHugeGap_StaysFiniteAndOrdered()
    {
        double[] curve = [-1e300, -1e-300, 0, 0, 0, 0, 1e-300, 1e-5, 1, 1, 1, 1, 2, 1e10, 1e200, 1e300, double.MaxValue];
        CostDistribution d = CostDistribution.FromCurve(curve, TailShape.Default);
        AssertFinite(d);
        Assert.True(d.QuantileBps(0.3) <= d.QuantileBps(0.9));
    }

    [Fact]
    public void FromCurve_NaNOrWrongLength_Throws()
    {
        double[] curve = CurveSamples.Normal(0, 1);
        Assert.Throws<ArgumentException>(() => CostDistribution.FromCurve(curve.AsSpan(1), TailShape.Default));
        Assert.Throws<ArgumentException>(() => CostDistribution.FromCurve(curve, new TailShape(double.NaN, 1, 0, 1)));
        Assert.Throws<ArgumentException>(() => CostDistribution.FromCurve(curve, new TailShape(0, 0, 0, 1)));
        curve[3] = double.NaN;
        Assert.Throws<ArgumentException>(() => CostDistribution.FromCurve(curve, TailShape.Default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    public void QuantileBps_LevelOutside_Throws(double level)
    {
        CostDistribution d = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), TailShape.Default);
        Assert.Throws<ArgumentOutOfRangeException>(() => d.QuantileBps(level));
        Assert.Throws<ArgumentOutOfRangeException>(() => d.ExpectedShortfallBps(level));
    }

    [Fact]
    public void Scaled_ByAFactor_ScalesEveryNumber()
    {
        ForEachCurve(d =>
        {
            foreach (double factor in new[] { 0.5, 3.7, 1e-6, 1e9 })
            {
                CostDistribution s = d.Scaled(factor);
                Assert.Equal(factor * d.MeanBps, s.MeanBps, 1e-12 * factor * Math.Abs(d.MeanBps));
                Assert.Equal(factor * d.StandardDeviationBps, s.StandardDeviationBps, 1e-12 * factor * d.StandardDeviationBps);
                double x = d.QuantileBps(0.83);
                Assert.Equal(d.Exceedance(x), s.Exceedance(factor * x), 1e-10);
                Assert.Equal(factor * d.Crps(x), s.Crps(factor * x), 1e-9 * factor * d.StandardDeviationBps);
            }
        });
    }

    [Fact]
    public void Shifted_ByAnAmount_MovesQuantilesAndMeanAlone()
    {
        CostDistribution d = CostDistribution.FromCurve(CurveSamples.Normal(1, 9), TailShape.Default);
        CostDistribution s = d.Shifted(12.5);
        Assert.Equal(d.MeanBps + 12.5, s.MeanBps, 1e-12);
        Assert.Equal(d.StandardDeviationBps, s.StandardDeviationBps, 1e-12);
        Assert.Equal(d.ExpectedShortfallBps(0.95) + 12.5, s.ExpectedShortfallBps(0.95), 1e-10);
    }

    [Fact]
    public void PitRange_AtAnAtom_SpansItsLevels()
    {
        double[] curve = [-30, -20, -10, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 4, 5, 6, 10, 15, 20, 30];
        CostDistribution d = CostDistribution.FromCurve(curve, TailShape.Default);
        Assert.Equal(new LevelRange(0.1, 0.6), d.PitRange(2.5));
        LevelRange point = d.PitRange(5.5);
        Assert.Equal(point.Lower, point.Upper);
        Assert.Equal(d.Cdf(5.5), point.Lower);
    }

    [Fact]
    public void FromCurve_WithAnAtom_MovesItByLessThanAThousandth()
    {
        double[] curve = [-30, -20, -10, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 4, 5, 6, 10, 15, 20, 30];
        CostDistribution d = CostDistribution.FromCurve(curve, TailShape.Default);
        for (int i = 0; i < curve.Length; i++)
            Assert.Equal(curve[i], d.QuantileBps(QuantileLevels.All[i]), 1e-3);
    }

    private static void ForEachCurve(Action<CostDistribution> check, int repetitions = Repetitions)
    {
        SeededRandom random = new(7);
        for (int i = 0; i < repetitions; i++)
        {
            double scale = Math.Pow(10, 6 * random.NextDouble() - 3);
            check(CostDistribution.FromCurve(CurveSamples.Random(random, scale), tails[i % tails.Length]));
        }
    }

    private static IEnumerable<double> Levels()
    {
        double[] outer = [1e-5, 1e-3, 0.0099];
        IEnumerable<double> inner = Enumerable.Range(1, 197).Select(k => k / 198.0).Concat(QuantileLevels.All.ToArray());
        return outer.Concat(inner).Concat(outer.Select(p => 1 - p)).Distinct().Order();
    }

    private static void AssertClose(double expected, double actual, CostDistribution d) =>
        Assert.Equal(expected, actual, 1e-10 * (Math.Abs(expected) + d.StandardDeviationBps));

    private static void AssertFinite(CostDistribution d)
    {
        double[] numbers =
        [
            d.MeanBps, d.StandardDeviationBps, d.QuantileBps(1e-12), d.QuantileBps(0.5), d.QuantileBps(1 - 1e-12), d.ExpectedShortfallBps(0.999), d.ExpectedShortfallBps(0.001),
            d.Cdf(0), d.Exceedance(1e300), d.Exceedance(-1e300), d.DensityAt(d.QuantileBps(0.4)), d.Crps(1), d.Crps(-1e100), d.Cdf(double.PositiveInfinity), d.DensityAt(1e300),
        ];
        Assert.All(numbers, n => Assert.True(double.IsFinite(n), $"{n}"));
        Assert.InRange(d.Exceedance(0), 0, 1);
    }
}
