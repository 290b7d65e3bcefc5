using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class LotOptimiserTests
{
    /// <summary>The example of Almgren and Chriss 2000 in money: η̃X²/τ for the temporary term, σ²X² for the variance of a day.</summary>
    [Theory]
    [InlineData(0, new double[] { 200_000, 200_000, 200_000, 200_000, 200_000 })]
    [InlineData(1e-6, new double[] { 458_044, 252_101, 141_957, 85_756, 62_142 })]
    public void Minimise_ExampleOfAlmgrenAndChriss_GivesTheirTrades(double riskAversion, double[] expected)
    {
        AlmgrenChrissModel paper = new();
        double adjusted = paper.TemporaryPerRate - 0.5 * paper.PermanentPerShare;
        ScheduleObjective objective = new()
        {
            Impact = new SmoothImpact(0, adjusted * 1e12, 1),
            AdvFraction = 1,
            OtherAdv = [1, 1, 1, 1, 1],
            AlphaBps = new double[5],
            RestDays = [1, 1, 1, 1, 0],
            BenchmarkLeft = new double[5],
            FixedDays = 0,
            DailyVarianceBps = Math.Pow(paper.VolatilityPerShare, 2) * 1e12,
        };
        double[] fractions = [1, 0, 0, 0, 0];
        LotOptimiser.Minimise(objective, riskAversion, 1e-6, [1, 1, 1, 1, 1], fractions);
        Assert.Equal(expected, fractions.Select(f => Math.Round(1e6 * f)));
        Assert.Equal(riskAversion == 0 ? 1.083e12 : 3.64129e11, objective.VarianceBps(fractions), 1e7);
        // Without the permanent and fixed costs of the paper's E. In whole shares the sum is flat around the optimum, E alone is not.
        double expectedSum = riskAversion == 0 ? 475_000 : 911_227.0 - 125_000 - 62_500 + riskAversion * 3.64129e11;
        Assert.Equal(expectedSum, objective.MeanBps(fractions) + riskAversion * objective.VarianceBps(fractions), 0.6);
    }

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 60).Select(i => (ulong)i)];

    /// <summary>Every allocation of eight lots over four slots, with caps, drift, benchmarks, and sometimes a price of leaving lots.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Minimise_SmallOrders_FindsTheBestOfAllAllocations(ulong seed)
    {
        SeededRandom random = new(seed);
        const int slots = 4, lots = 8;
        bool mayLeave = seed % 3 == 0;
        ScheduleObjective objective = RandomObjective(random, slots, mayLeave);
        double[] caps = [.. Enumerable.Range(0, slots).Select(_ => (2 + random.NextInt32(7)) / (double)lots)];
        double aversion = Math.Pow(10, -5 + 4 * random.NextDouble());
        double[] fractions = LotAllocation.InLots(LotAllocation.Proportional([1, 1, 1, 1], caps, 1), caps, 1.0 / lots, 1);
        fractions = mayLeave ? [.. fractions, 1 - fractions.Sum()] : fractions;
        LotOptimiser.Minimise(objective, aversion, 1.0 / lots, caps, fractions);

        double best = Allocations(lots, fractions.Length)
            .Select(counts => counts.Select(c => c / (double)lots).ToArray())
            .Where(f => Enumerable.Range(0, slots).All(k => f[k] <= caps[k] + 1e-9))
            .Min(f => objective.MeanBps(f) + aversion * objective.VarianceBps(f));
        Assert.Equal(1, fractions.Sum(), 1e-12);
        Assert.All(Enumerable.Range(0, slots), k => Assert.InRange(fractions[k], 0, caps[k] + 1e-12));
        Assert.Equal(best, objective.MeanBps(fractions) + aversion * objective.VarianceBps(fractions), 1e-9);
    }

    private static ScheduleObjective RandomObjective(SeededRandom random, int slots, bool mayLeave) => new()
    {
        Impact = new SmoothImpact(0, 100 * random.NextDouble(), 0.2 + 0.8 * random.NextDouble()),
        AdvFraction = 0.3,
        OtherAdv = [.. Enumerable.Range(0, slots).Select(_ => 0.01 + random.NextDouble())],
        AlphaBps = [.. Enumerable.Range(0, slots).Select(k => k * 10 * random.NextNormal())],
        RestDays = [.. Enumerable.Range(0, slots).Select(_ => 0.01 + random.NextDouble())],
        BenchmarkLeft = random.NextInt32(2) == 0 ? new double[slots] : [.. Enumerable.Range(0, slots).Select(k => 1 - (k + 1.0) / slots)],
        FixedDays = 0.1,
        DailyVarianceBps = 40_000,
        LeftBps = mayLeave ? 40 * random.NextDouble() : double.NaN,
    };

    private static IEnumerable<int[]> Allocations(int lots, int slots)
    {
        if (slots == 1)
            return [[lots]];
        return Enumerable.Range(0, lots + 1).SelectMany(first => Allocations(lots - first, slots - 1).Select(rest => (int[])[first, .. rest]));
    }
}
