using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

/// <summary>A distribution with an atom: everything that comes from it in closed form, and the atom itself.</summary>
public sealed class PointMassTests
{
    private const int Repetitions = 300;

    private static readonly TailShape[] tails = [TailShape.Default, new(-0.4, 0.8, 0.4, 1.5), new(0.4, 0.3, -0.5, 0.2)];

    [Fact]
    public void Exceedance_AtTheAtom_IsWhatWasGiven() => ForEach((d, atom) =>
    {
        double hair = 2 * Math.Max(AtomSplice.RelativeWidth * Math.Abs(atom.ValueBps), KnotSeparation.Floor(d.QuantileBps(0.01), d.QuantileBps(0.99)));
        Assert.Equal(1 - atom.AtMost, d.Exceedance(atom.ValueBps), 1e-12);
        Assert.InRange(d.Cdf(atom.ValueBps - hair), 0, atom.Below + 1e-12);
        Assert.Equal(new LevelRange(atom.Below, atom.AtMost), d.PitRange(atom.ValueBps));
        Assert.Equal(atom, d.Atom);
    });

    [Fact]
    public void CopyCurve_LevelsInsideTheAtom_SitAtItsValueAndOthersOnTheirSide() => ForEach((d, atom) =>
    {
        double[] curve = new double[QuantileLevels.Count];
        d.CopyCurve(curve);
        double hair = Math.Max(AtomSplice.RelativeWidth * Math.Abs(atom.ValueBps), KnotSeparation.Floor(d.QuantileBps(0.01), d.QuantileBps(0.99))) * 1.001;
        for (int i = 0; i < curve.Length; i++)
        {
            double level = QuantileLevels.All[i];
            Assert.Equal(d.QuantileBps(level), curve[i], 1e-9 * (Math.Abs(curve[i]) + d.StandardDeviationBps));
            if (level < atom.Below)
                Assert.True(curve[i] < atom.ValueBps);
            else if (level > atom.AtMost)
                Assert.True(curve[i] > atom.ValueBps);
            else
                Assert.InRange(curve[i], atom.ValueBps - hair, atom.ValueBps);
        }
    });

    [Fact]
    public void Exceedance_AtQuantile_IsOneMinusLevel() => ForEach((d, atom) =>
    {
        foreach (double level in Levels(atom))
            Assert.Equal(1 - level, d.Exceedance(d.QuantileBps(level)), 2e-12);
    });

    [Fact]
    public void QuantileBps_RisingLevels_NeverFalls() => ForEach((d, atom) =>
    {
        double last = double.NegativeInfinity;
        foreach (double level in Levels(atom))
        {
            double quantile = d.QuantileBps(level);
            Assert.True(quantile > last, $"{level}: {quantile} after {last}");
            last = quantile;
        }
    });

    [Fact]
    public void Moments_WithAnAtom_AreTheIntegralsOfTheQuantileFunction() => ForEach((d, _) =>
    {
        AssertClose(QuantileIntegrals.Mean(d), d.MeanBps, d);
        AssertClose(Math.Sqrt(QuantileIntegrals.Variance(d)), d.StandardDeviationBps, d);
        foreach (double level in new[] { 0.001, 0.03, 0.5, 0.77, 0.95, 0.995 })
            AssertClose(QuantileIntegrals.Shortfall(d, level), d.ExpectedShortfallBps(level), d);
    });

    [Fact]
    public void Crps_WithAnAtom_IsTheIntegralOfTheSquaredDifference() => ForEach((d, atom) =>
    {
        foreach (double y in new[] { atom.ValueBps, d.QuantileBps(1e-4), d.QuantileBps(0.3), d.QuantileBps(0.99) })
        {
            double expected = QuantileIntegrals.Crps(d, y);
            Assert.Equal(expected, d.Crps(y), 1e-7 * (Math.Abs(expected) + d.StandardDeviationBps));
        }
    }, 40);

    [Fact]
    public void ScaledAndShifted_WithAnAtom_MoveItAlong() => ForEach((d, atom) =>
    {
        Assert.Equal(atom.ValueBps * 2.5, d.Scaled(2.5).Atom!.Value.ValueBps);
        Assert.Equal(1 - atom.AtMost, d.Scaled(2.5).Exceedance(atom.ValueBps * 2.5), 1e-12);
        double shift = 3 * d.StandardDeviationBps;
        Assert.Equal(new LevelRange(atom.Below, atom.AtMost), d.Shifted(shift).PitRange(atom.ValueBps + shift));
    });

    [Fact]
    public void Temporary_SlippageWithAnAtom_AddsUpAndUsesItsQuantiles() => ForEach((d, atom) =>
    {
        CostDistribution still = CostDistribution.FromCurve(new double[QuantileLevels.Count], TailShape.Default);
        CostDistribution k = JointImpact.UniformRate().Temporary(d, still);
        Assert.Equal(d.MeanBps, k.MeanBps, 1e-9 * (Math.Abs(d.MeanBps) + d.StandardDeviationBps));
        double[] levels = [0.1, 0.4, 0.5, 0.7, 0.9]; // draws lie 1/256 apart, and all of them are moved by one amount
        double slack = 1e-5 * d.StandardDeviationBps + 1e-3 * Math.Abs(atom.ValueBps) + 1e-9; // tied draws are pulled apart
        Assert.True(levels.Max(level => k.QuantileBps(level) - d.QuantileBps(level + 0.004)) <= levels.Min(level => k.QuantileBps(level) - d.QuantileBps(level - 0.004)) + slack);
    });

    /// <summary>A curve that rises and an atom whose probabilities fall, as with a growing order: no level falls.</summary>
    [Fact]
    public void FromCurve_RisingCurveAndFallingProbabilities_NoLevelFalls()
    {
        SeededRandom random = new(5);
        for (int i = 0; i < Repetitions; i++)
        {
            (double[] curve, PointMass atom) = AtomSamples.Random(random, 1);
            double lift = random.NextInt32(2) == 0 ? 0 : random.NextDouble();
            double below = atom.Below * (1 - 0.3 * random.NextDouble());
            double atMost = below + Math.Max(0, atom.AtMost - below) * random.NextDouble();
            CostDistribution small = CostDistribution.FromCurve(curve, TailShape.Default, atom);
            CostDistribution large = CostDistribution.FromCurve([.. curve.Select(x => x + lift)], TailShape.Default, new PointMass(atom.ValueBps, below, atMost, atom.ReachBps));
            double slack = 2e-3 * Math.Max(1e-3, Math.Abs(atom.ValueBps));
            foreach (double level in QuantileLevels.All.ToArray().Concat(Enumerable.Range(2, 95).Select(k => k / 100.0)))
                Assert.True(large.QuantileBps(level) >= small.QuantileBps(level) - slack, $"{i}, {level}: {small.QuantileBps(level)} fell to {large.QuantileBps(level)}");
        }
    }

    [Theory]
    [InlineData(0, 0, 0.0105, 0.01051)]
    [InlineData(1, 1, 0.98949, 0.9895)]
    [InlineData(0.3, 0.5, 0.300001, 0.500001)]
    [InlineData(0.42, 0.42, 0.42, 0.42001)]
    public void PointMass_AnyProbabilities_KeepOffTailsAndLevels(double below, double atMost, double expectedBelow, double expectedAtMost)
    {
        PointMass atom = new(1, below, atMost, 1);

        Assert.Equal(expectedBelow, atom.Below, 1e-9);
        Assert.Equal(expectedAtMost, atom.AtMost, 2e-6);
        Assert.True(atom.Mass > 0);
    }

    [Theory]
    [InlineData(double.NaN, 0.1, 0.2, 1)]
    [InlineData(double.PositiveInfinity, 0.1, 0.2, 1)]
    [InlineData(1, 0.3, 0.2, 1)]
    [InlineData(1, -0.1, 0.2, 1)]
    [InlineData(1, 0.1, 1.2, 1)]
    [InlineData(1, double.NaN, 0.2, 1)]
    [InlineData(1, 0.1, 0.2, -1)]
    public void PointMass_NoProbabilities_Throws(double value, double below, double atMost, double reach) => Assert.Throws<ArgumentException>(() => new PointMass(value, below, atMost, reach));

    [Fact]
    public void FromCurve_ExtremeValuesWithAnAtom_StayFinite()
    {
        SeededRandom random = new(6);
        foreach (double scale in new[] { 1e-300, 1e-12, 1e12, 1e90 })
        {
            for (int i = 0; i < 50; i++)
            {
                (double[] curve, PointMass atom) = AtomSamples.Random(random, scale);
                CostDistribution d = CostDistribution.FromCurve(curve, tails[i % tails.Length], atom);
                Assert.All([d.MeanBps, d.StandardDeviationBps, d.QuantileBps(1e-9), d.QuantileBps(0.5), d.ExpectedShortfallBps(0.99), d.Crps(0), d.Cdf(0)], n => Assert.True(double.IsFinite(n)));
            }
        }
    }

    private static void ForEach(Action<CostDistribution, PointMass> check, int repetitions = Repetitions)
    {
        SeededRandom random = new(9);
        for (int i = 0; i < repetitions; i++)
        {
            (double[] curve, PointMass atom) = AtomSamples.Random(random, Math.Pow(10, 6 * random.NextDouble() - 3));
            check(CostDistribution.FromCurve(curve, tails[i % tails.Length], atom), atom);
        }
    }

    private static IEnumerable<double> Levels(PointMass atom) =>
        Enumerable.Range(1, 197).Select(k => k / 198.0).Concat(QuantileLevels.All.ToArray()).Concat([1e-4, 0.005, 0.995, atom.Below, atom.AtMost, atom.Below + atom.Mass / 3]).Distinct().Order();

    private static void AssertClose(double expected, double actual, CostDistribution d) => Assert.Equal(expected, actual, 1e-9 * (Math.Abs(expected) + d.StandardDeviationBps));
}
