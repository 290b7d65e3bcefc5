using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

public sealed class UncertainGrowthTests
{
    private static CostDistribution Normal(double mean, double deviation) =>
        CostDistribution.FromCurve([.. NormalDistribution.AtLevels().Select(score => mean + deviation * score)], TailShape.Default);

    private static double[] Curve(CostDistribution cost) => [.. QuantileLevels.All.ToArray().Select(cost.QuantileBps)];

    [Fact]
    public void Add_NoGrowth_IsTheSameCost()
    {
        CostDistribution cost = Normal(3, 10);

        Assert.Same(cost, UncertainGrowth.Add(cost, 0, TailShape.Default));
        Assert.Equal(Curve(cost), Curve(UncertainGrowth.Add(cost, 1e-9, TailShape.Default)).Select(x => Math.Round(x, 6)), new Close(1e-6));
    }

    /// <summary>Ten thousand draws of noise plus growth times a log-normal factor.</summary>
    [Theory]
    [InlineData(40, 20)]
    [InlineData(40, 80)]
    [InlineData(5, 80)]
    [InlineData(0.1, 50)]
    public void Add_NoiseAndGrowth_IsAboutTheirSum(double deviation, double growth)
    {
        CostDistribution sum = UncertainGrowth.Add(Normal(2, deviation), growth, TailShape.Default);
        SeededRandom random = new(3);
        double[] draws = new double[200_000];
        for (int i = 0; i < draws.Length; i++)
            draws[i] = 2 + deviation * random.NextNormal() + growth * Math.Exp(UncertainGrowth.LogWidth * random.NextNormal() - 0.5 * UncertainGrowth.LogWidth * UncertainGrowth.LogWidth);
        double spread = Math.Sqrt(deviation * deviation + 0.28 * growth * growth);

        Assert.Equal(2 + growth, sum.MeanBps, 0.06 * spread);
        Assert.InRange(sum.StandardDeviationBps / spread, 0.95, 1.1);
        foreach (double level in new[] { 0.05, 0.25, 0.5, 0.75, 0.95 })
            Assert.InRange(draws.Count(draw => draw <= sum.QuantileBps(level)) / (double)draws.Length, level - 0.04, level + 0.04);
    }

    [Fact]
    public void Add_CostWithAnAtom_LeavesItAtItsValueAndTakesFromItWithoutAStep()
    {
        SeededRandom random = new(12);
        for (int trial = 0; trial < 100; trial++)
        {
            (double[] values, PointMass atom) = AtomSamples.Random(random, 10);
            CostDistribution supported = CostDistribution.FromCurve(values, TailShape.Default, atom);
            CostDistribution before = supported;
            Assert.Equal(before.MeanBps, UncertainGrowth.Add(before, 1e-9, TailShape.Default).MeanBps, 1e-4 * (1 + Math.Abs(before.MeanBps)));
            for (double growth = 1e-6; growth < 1e3; growth *= 2)
            {
                CostDistribution now = UncertainGrowth.Add(supported, growth, TailShape.Default);
                Assert.Equal(atom.ValueBps, now.Atom!.Value.ValueBps);
                Assert.True(now.Atom.Value.AtMost <= before.Atom!.Value.AtMost + 2e-5 && now.Atom.Value.Below <= before.Atom.Value.Below + 2e-5, $"{trial}: {now.Atom} at {growth}");
                for (double level = 0.015; level < 1; level += 0.01)
                    Assert.True(now.QuantileBps(level) >= before.QuantileBps(level) - 1e-2 * Math.Max(1, Math.Abs(before.QuantileBps(level))), $"{trial}, {level}: {before.QuantileBps(level)} fell to {now.QuantileBps(level)} at {growth}");
                before = now;
            }
        }
    }

    /// <summary>Half the orders pay exactly the spread of 4, a tenth less. A growth of a tenth of a bp leaves nearly all of them there and makes one in twenty pay a step more.</summary>
    [Fact]
    public void Add_LittleGrowthOnAWideTick_KeepsPayingTheSpread()
    {
        double[] values = [-6, -4, -2, 0, 4, 4, 4, 4, 4, 4, 5, 5.5, 6, 8, 10, 12, 15];
        CostDistribution cost = CostDistribution.FromCurve(values, TailShape.Default, new PointMass(4, 0.15, 0.65, 2));

        CostDistribution grown = UncertainGrowth.Add(cost, 0.1, TailShape.Default);

        Assert.Equal(4, grown.QuantileBps(0.3), 0.01);
        Assert.Equal(0.5 * Math.Exp(-0.05), grown.Atom!.Value.Mass, 0.01);
        Assert.Equal(cost.MeanBps + 0.1, grown.MeanBps, 0.03);
        Assert.Equal(cost.MeanBps + 40, UncertainGrowth.Add(cost, 40, TailShape.Default).MeanBps, 0.05 * 40);
    }

    [Fact]
    public void Add_AnyCurve_NothingCrossesAndNoLevelFallsAsGrowthRises()
    {
        SeededRandom random = new(11);
        for (int trial = 0; trial < 300; trial++)
        {
            double[] values = [.. Enumerable.Range(0, QuantileLevels.Count).Select(_ => Math.Round(20 * random.NextNormal())).Order()];
            CostDistribution cost = CostDistribution.FromCurve(values, TailShape.Default);
            double[] before = Curve(cost);
            for (double growth = 1e-6; growth < 1e4; growth *= 1.3)
            {
                double[] now = Curve(UncertainGrowth.Add(cost, growth, TailShape.Default));
                Assert.Equal(now.Order(), now);
                for (int i = 0; i < now.Length; i++)
                    Assert.True(now[i] >= before[i] - 1e-3 * Math.Max(1e-3, Math.Abs(before[i])), $"{QuantileLevels.All[i]}: {before[i]} fell to {now[i]} at {growth}");
                before = now;
            }
        }
    }

    [Fact]
    public void Add_EverythingScaled_Scales()
    {
        CostDistribution cost = Normal(3, 10);
        double[] once = Curve(UncertainGrowth.Add(cost, 25, TailShape.Default));

        double[] thrice = Curve(UncertainGrowth.Add(cost.Scaled(3), 75, TailShape.Default));

        Assert.Equal(once.Select(x => 3 * x), thrice, new Close(1e-9));
    }

    private sealed class Close(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(x));

        public int GetHashCode(double obj) => 0;
    }
}
