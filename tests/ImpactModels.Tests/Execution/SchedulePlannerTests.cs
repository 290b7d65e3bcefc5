using System.Collections.Immutable;
using ImpactService.ImpactModels.Execution;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class SchedulePlannerTests
{
    public static TheoryData<ScheduleStyle> Styles => [.. Enum.GetValues<ScheduleStyle>()];

    [Theory]
    [MemberData(nameof(Styles))]
    public void Plan_CapsLotsAndBlackout_AreKept(ScheduleStyle style)
    {
        ScheduleProblem problem = Plans.Problem(closed: new ClosedWindow(6_600, 7_800)) with { ParticipationMax = 0.5 };
        SchedulePlan plan = SchedulePlanner.Plan(problem, Plans.Laws, style, 1e-4, 0.5);
        Assert.Equal(1, plan.Fractions.Sum() + plan.LeftFraction, 1e-9);
        Assert.Equal(0, plan.LeftFraction, 1e-9);
        for (int k = 0; k < plan.Fractions.Length; k++)
        {
            ScheduleSlot slot = problem.Slots[k];
            double units = plan.Fractions[k] * problem.Quantity;
            Assert.True(slot.EndSeconds <= 6_600 || slot.StartSeconds >= 7_800);
            Assert.InRange(units / (units + slot.OtherVolume), 0, 0.5 + 1e-9);
            Assert.Equal(0, Math.Abs(units / 100 - Math.Round(units / 100)), 1e-6);
        }
    }

    [Fact]
    public void Plan_Twap_IsEvenInTimeAndVwapInVolume()
    {
        ScheduleProblem problem = Plans.Problem() with { LotUnits = null };
        double[] twap = SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Twap, 0).Fractions;
        double[] vwap = SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Vwap, 0).Fractions;
        double volume = problem.Slots.Sum(s => s.OtherVolume);
        Assert.All(twap, f => Assert.Equal(1.0 / 36, f, 2e-6));
        Assert.All(vwap.Zip(problem.Slots), p => Assert.Equal(p.Second.OtherVolume / volume, p.First, 2e-6));
    }

    [Fact]
    public void Plan_PovAtAShare_FillsFromTheStartUntilDone()
    {
        SchedulePlan plan = SchedulePlanner.Plan(Plans.Problem(), Plans.Laws, ScheduleStyle.Pov, 0, 0.5);
        int last = Array.FindLastIndex(plan.Fractions, f => f > 0);
        Assert.True(last < 35);
        Assert.All(plan.Fractions[..last].Zip(Plans.Problem().Slots), p => Assert.Equal(p.Second.OtherVolume, p.First * 500_000, 100.0));
        Assert.Equal(0.8, 1 - SchedulePlanner.Plan(Plans.Problem(), Plans.Laws, ScheduleStyle.Pov, 0, 0.3).LeftFraction, 0.1);
    }

    [Fact]
    public void Plan_OptimumWithoutAversion_FollowsTheVolumeAndTradesEarlierWithMore()
    {
        ScheduleProblem problem = Plans.Problem() with { LotUnits = null };
        double[] neutral = SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Optimal, 0).Fractions;
        double[] vwap = SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Vwap, 0).Fractions;
        Assert.All(neutral.Zip(vwap), p => Assert.Equal(p.Second, p.First, 1e-5));
        double before = 0;
        foreach (double aversion in (double[])[0, 1e-4, 1e-3, 1e-2])
        {
            double firstThird = SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Optimal, aversion).Fractions[..12].Sum();
            Assert.True(firstThird >= before - 1e-9);
            before = firstThird;
        }

        Assert.True(before > 0.6);
    }

    /// <summary>What is left of the optimum half-way is the optimum of what is left (Bellman).</summary>
    [Fact]
    public void Plan_AskedAgainHalfway_GoesOnAsPlanned()
    {
        ScheduleProblem whole = Plans.Problem() with { LotUnits = 1 };
        double[] planned = SchedulePlanner.Plan(whole, Plans.Laws, ScheduleStyle.Optimal, 1e-3).Fractions;
        const int done = 18;
        double left = Math.Round((1 - planned[..done].Sum()) * whole.Quantity);
        ScheduleProblem rest = whole with
        {
            Quantity = left,
            HorizonSeconds = 5_400,
            Slots = [.. whole.Slots.Skip(done).Select(s => s with { StartSeconds = s.StartSeconds - 5_400, EndSeconds = s.EndSeconds - 5_400 })],
        };
        double scale = left / whole.Quantity;
        // Aversion is in bps of the order: a smaller order of the same variance per unit has its aversion scaled with its share.
        double[] again = SchedulePlanner.Plan(rest, Plans.Laws, ScheduleStyle.Optimal, 1e-3 * scale).Fractions;
        Assert.All(again.Zip(planned.Skip(done)), p => Assert.Equal(p.Second * whole.Quantity, p.First * left, 2.0));
    }

    [Fact]
    public void Plan_BenchmarkVwap_FollowsTheVolumeAndCloseTradesLate()
    {
        ScheduleProblem problem = Plans.Problem() with { LotUnits = null };
        double[] vwap = SchedulePlanner.Plan(problem with { Benchmark = Benchmark.IntervalVwap }, Plans.Laws, ScheduleStyle.Optimal, 1).Fractions;
        Assert.All(vwap.Zip(SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Vwap, 0).Fractions), p => Assert.Equal(p.Second, p.First, 1e-5));
        double[] close = SchedulePlanner.Plan(problem with { Benchmark = Benchmark.Close }, Plans.Laws, ScheduleStyle.Optimal, 1e-2).Fractions;
        Assert.True(close[24..].Sum() > 0.6);
    }

    [Fact]
    public void Plan_DriftAgainstTheOrder_TradesEarlierAndForItLater()
    {
        ScheduleProblem problem = Plans.Problem() with { LotUnits = null };
        double FirstHalf(double alpha) => SchedulePlanner.Plan(problem with { AlphaBpsPerHour = alpha }, Plans.Laws, ScheduleStyle.Optimal, 0).Fractions[..18].Sum();
        Assert.True(FirstHalf(10) > FirstHalf(0) + 0.05 && FirstHalf(0) > FirstHalf(-10) + 0.05);
        Assert.Equal(10 * 0.5 / Math.Log(2) * (1 - Math.Pow(2, -2)), (problem with { AlphaBpsPerHour = 10, AlphaHalfLifeSeconds = 1_800 }).AlphaBps(3_600), 1e-9);
        Assert.Equal(20, (problem with { AlphaBpsPerHour = 10 }).AlphaBps(7_200), 1e-9);
    }

    [Fact]
    public void Plan_TooTightACap_TradesWhatFitsAndSaysWhatWouldDo()
    {
        ScheduleProblem problem = Plans.Problem() with { ParticipationMax = 0.1 };
        double capacity = SchedulePlanner.Capacity(problem);
        Assert.InRange(capacity, 0.1, 0.3);
        Assert.Equal(1 - capacity, SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Optimal, 1e-4).LeftFraction, 1e-9);
        double least = SchedulePlanner.LeastParticipation(problem);
        Assert.Equal(1, SchedulePlanner.Capacity(problem with { ParticipationMax = least + 1e-3 }), 1e-9);
        Assert.True(SchedulePlanner.Capacity(problem with { ParticipationMax = least - 1e-2 }) < 1);
    }

    [Fact]
    public void Plan_LeavingIsPriced_LeavesMoreTheCheaperItIs()
    {
        double Left(double price) => SchedulePlanner.Plan(Plans.Problem() with { LeftBps = price }, Plans.Laws, ScheduleStyle.Optimal, 0).LeftFraction;
        Assert.Equal(1, Left(0), 1e-9);
        Assert.Equal(0, Left(1_000), 1e-9);
        Assert.InRange(Left(20), 0.05, 0.95);
    }

    [Fact]
    public void Frontier_Points_TradeMeanAgainstRisk()
    {
        ScheduleProblem problem = Plans.Problem();
        ImmutableArray<FrontierSchedule> points = ScheduleFrontier.Of(problem, Plans.Laws, Plans.Figures(problem), 12);
        Assert.Equal(12, points.Length);
        for (int i = 1; i < points.Length; i++)
        {
            Assert.True(points[i].Cost.MeanBps >= points[i - 1].Cost.MeanBps - 1e-9);
            Assert.True(points[i].Cost.TimingRiskBps <= points[i - 1].Cost.TimingRiskBps + 1e-9);
        }

        Assert.True(points[^1].Cost.TimingRiskBps < 0.5 * points[0].Cost.TimingRiskBps);
    }
}
