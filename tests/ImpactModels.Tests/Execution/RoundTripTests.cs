using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

/// <summary>The guard: a search for a closed round trip that earns money. It finds one where theory says there is one, and none under the laws that schedules are made on.</summary>
public sealed class RoundTripTests
{
    private const int Slots = 12;

    [Theory]
    [InlineData(60, 30, 0.6)]
    [InlineData(60, 30, 0.1)]
    [InlineData(300, 1, 1)]
    public void Search_SmoothImpact_FindsNoRoundTripThatEarns(double permanent, double temporary, double exponent)
    {
        SmoothImpact impact = new(permanent, temporary, exponent);
        double[] volumes = [.. Enumerable.Range(0, Slots).Select(k => 0.02 + 0.01 * (k % 3))];
        Assert.True(Cheapest(trades => impact.CostOf(trades, volumes)) > 0);
    }

    [Theory]
    [InlineData(60, 120, 40)]
    [InlineData(0, 500, 0.2)]
    [InlineData(60, 120, 2000)]
    public void Search_ResilientImpact_FindsNoRoundTripThatEarns(double permanent, double transient, double resilience)
    {
        ResilientImpact impact = new(permanent, transient, resilience);
        ScheduleSlot[] slots = [.. Enumerable.Range(0, Slots).Select(k => new ScheduleSlot(300 * k, 300 * k + 300, 1))];
        Assert.True(Cheapest(trades => impact.CostOf(trades, slots, 23_400)) > 0);
    }

    [Fact]
    public void Search_ConcaveImpactThatDecaysSlowly_FindsOne()
    {
        PropagatorLaw concave = new() { RateExponent = 0.3, DecayExponent = 0.1 };
        Assert.False(concave.IsAdmissible);
        Assert.True(Cheapest(trades => PropagatorSchedule.CostBps(concave, trades, 0.01, 0.02)) < 0);
    }

    /// <summary>The least cost of many random round trips, each then improved by a simplex; trades of the order of a hundredth of ADV.</summary>
    private static double Cheapest(Func<double[], double> cost)
    {
        SeededRandom random = new(11);
        double best = double.PositiveInfinity;
        for (int start = 0; start < 40; start++)
        {
            double[] point = [.. Enumerable.Range(0, Slots - 1).Select(_ => 0.01 * random.NextNormal())];
            NelderMead.Minimise(p => RelativeCost(cost, p), point, [.. point.Select(_ => -0.05)], [.. point.Select(_ => 0.05)], 3_000, 1e-10);
            best = Math.Min(best, RelativeCost(cost, point));
        }

        return best;
    }

    /// <summary>Of what is traded, so that trading nothing is no way out. The last trade closes the trip.</summary>
    private static double RelativeCost(Func<double[], double> cost, double[] open)
    {
        double[] trades = [.. open, -open.Sum()];
        double traded = trades.Sum(Math.Abs);
        return traded > 1e-6 ? cost(trades) / traded : double.PositiveInfinity;
    }
}
