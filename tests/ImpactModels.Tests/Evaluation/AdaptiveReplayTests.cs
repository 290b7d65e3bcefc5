using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class AdaptiveReplayTests
{
    private const int Interval90 = 2;

    /// <summary>One forecast a second, each known ten seconds later.</summary>
    private const int Delay = 10;

    /// <summary>A forecast of N(0, 1) throughout; from the middle on outcomes are 2.5 times as wide.</summary>
    private static ReplayedForecast[] ChangingWorld(int count, Func<int, string> stateOf)
    {
        SeededRandom random = new(4);
        CostDistribution forecast = CostDistribution.FromCurve([.. NormalDistribution.AtLevels()], TailShape.Default);
        return [.. Enumerable.Range(0, count).Select(i => new ReplayedForecast(stateOf(i), At(i), At(i + Delay), forecast, (i < count / 2 ? 1 : 2.5) * random.NextNormal()))];
    }

    private static Timestamp At(int second) => new(second * 1_000_000L);

    private static double Covers90(IReadOnlyList<CostDistribution> served, ReplayedForecast[] stream, Range range)
    {
        int[] rows = [.. Enumerable.Range(0, stream.Length).Take(range)];
        ScoredForecasts scored = ScoredForecasts.Score("toy", Array.ConvertAll(rows, i => served[i]), Array.ConvertAll(rows, i => stream[i].OutcomeBps), 1);
        return scored.IsCovered[Interval90].Average(covered => covered ? 1.0 : 0.0);
    }

    [Fact]
    public void Run_WorldChangesHalfWay_CoverageFallsAndComesBackWithinAThousandOutcomes()
    {
        ReplayedForecast[] stream = ChangingWorld(10_000, _ => "all");
        CostDistribution[] fixedForecasts = [.. stream.Select(f => f.Forecast)];

        CostDistribution[] served = AdaptiveReplay.Run(stream, TailShape.Default, 1);

        Assert.Equal(0.9, Covers90(served, stream, 1_000..5_000), 0.02);
        Assert.Equal(0.49, Covers90(fixedForecasts, stream, 5_000..10_000), 0.03);
        Assert.InRange(Covers90(served, stream, 5_000..5_100), 0.4, 0.8);
        Assert.Equal(0.9, Covers90(served, stream, 6_000..10_000), 0.02);
    }

    [Fact]
    public void Run_OutcomesKnownLater_ChangeNothingBeforeThat()
    {
        ReplayedForecast[] stream = ChangingWorld(600, _ => "all");
        ReplayedForecast[] late = [.. stream.Select((f, i) => i < 300 ? f : f with { KnownAt = At(10_000), OutcomeBps = 1_000 })];

        CostDistribution[] served = AdaptiveReplay.Run(stream, TailShape.Default, 1), other = AdaptiveReplay.Run(late, TailShape.Default, 1);

        for (int i = 0; i < 600; i++)
        {
            bool mayDiffer = i >= 300 + Delay + 1; // The first of them is known ten seconds on, and only strictly later forecasts may use it.
            Assert.True(mayDiffer || served[i].QuantileBps(0.95) == other[i].QuantileBps(0.95), $"forecast {i} knew an outcome of later");
        }

        Assert.Equal(other[400].QuantileBps(0.95), other[599].QuantileBps(0.95)); // nothing more is known
        Assert.NotEqual(served[400].QuantileBps(0.95), served[599].QuantileBps(0.95));
    }

    [Fact]
    public void Run_InAnyOrder_ServesTheSame()
    {
        ReplayedForecast[] stream = ChangingWorld(300, _ => "all");
        int[] order = [.. Enumerable.Range(0, 300).OrderBy(i => i * 7919 % 300)];

        CostDistribution[] shuffled = AdaptiveReplay.Run(Array.ConvertAll(order, i => stream[i]), TailShape.Default, 1);

        CostDistribution[] served = AdaptiveReplay.Run(stream, TailShape.Default, 1);
        for (int k = 0; k < order.Length; k++)
            Assert.Equal(served[order[k]].QuantileBps(0.9), shuffled[k].QuantileBps(0.9));
    }

    [Fact]
    public void Run_StatesOfTheirOwn_DoNotTouchEachOther()
    {
        ReplayedForecast[] two = ChangingWorld(600, i => i % 2 == 0 ? "even" : "odd");

        CostDistribution[] served = AdaptiveReplay.Run(two, TailShape.Default, 1);

        ReplayedForecast[] even = [.. two.Where(f => f.State == "even")];
        CostDistribution[] alone = AdaptiveReplay.Run(even, TailShape.Default, 1);
        for (int k = 0; k < even.Length; k++)
            Assert.Equal(served[2 * k].QuantileBps(0.1), alone[k].QuantileBps(0.1));
    }

    [Fact]
    public void Run_ForecastWithAnAtom_KeepsIt()
    {
        PointMass atom = new(4, 0.2, 0.7, 2);
        CostDistribution forecast = CostDistribution.FromCurve([.. NormalDistribution.AtLevels()], TailShape.Default, atom);
        SeededRandom random = new(5);
        ReplayedForecast[] stream = [.. Enumerable.Range(0, 500).Select(i => new ReplayedForecast("all", At(i), At(i + 1), forecast, 30 * random.NextNormal()))];

        CostDistribution last = AdaptiveReplay.Run(stream, TailShape.Default, 1)[^1];

        Assert.Equal(atom.Below, last.Atom!.Value.Below);
        Assert.Equal(atom.AtMost, last.Atom.Value.AtMost);
        Assert.True(last.QuantileBps(0.99) > forecast.QuantileBps(0.99));
    }
}
