using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class ScheduleFiguresTests
{
    [Fact]
    public void CostOf_ScheduleAlongTheVolume_IsTheServedForecast()
    {
        ScheduleProblem problem = Plans.Problem() with { LotUnits = null };
        ScheduleFigures figures = Plans.Figures(problem);
        ScheduleCost cost = figures.CostOf(SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Vwap, 0));
        Assert.Equal(Plans.Reference.MeanBps, cost.MeanBps, 1e-4);
        Assert.Equal(cost.MeanBps, cost.ConstantBps + cost.TemporaryBps + cost.PermanentBps + cost.AlphaBps, 1e-12);
        CostDistribution distribution = figures.DistributionOf(cost);
        Assert.Equal(cost.MeanBps, distribution.MeanBps, 1e-9);
        Assert.Equal(1, distribution.StandardDeviationBps / Plans.Reference.StandardDeviationBps, 0.002);
    }

    /// <summary>The variance of the slots against a price path that is walked second by second.</summary>
    [Theory]
    [InlineData(Benchmark.Arrival)]
    [InlineData(Benchmark.IntervalVwap)]
    [InlineData(Benchmark.Close)]
    public void VarianceBps_AnySchedule_IsThatOfTheWalkedPath(Benchmark benchmark)
    {
        ScheduleProblem problem = Plans.Problem(closed: new ClosedWindow(6_600, 7_800)) with { Benchmark = benchmark };
        double[] fractions = SchedulePlanner.Plan(problem, Plans.Laws, ScheduleStyle.Optimal, 1e-4).Fractions;
        ScheduleObjective objective = problem.Objective(Plans.Laws.Smooth);
        double walked = 0, perSecond = objective.DailyVarianceBps / Plans.SessionSeconds;
        for (int second = 0; second < 15_000; second++)
        {
            double open = 1 - Done(problem, fractions, second + 0.5), reference = benchmark switch
            {
                Benchmark.Arrival => 0,
                Benchmark.Close => 1,
                _ => 1 - Done(problem, [.. problem.Slots.Select(s => s.OtherVolume / problem.Slots.Sum(t => t.OtherVolume))], second + 0.5),
            };
            walked += perSecond * (open - reference) * (open - reference);
        }

        Assert.Equal(1, objective.VarianceBps(fractions) / walked, 0.03);
    }

    [Fact]
    public void LimitOutlook_AgainstSimulatedPaths_Agrees()
    {
        double[] fractions = [0.25, 0.25, 0.25, 0.25], means = [5, 8, 10, 12], deviations = [.. new[] { 1.0, 2, 3, 4 }.Select(t => 20 * Math.Sqrt(t))];
        LimitOutlook outlook = LimitOutlook.Of(fractions, means, deviations, 15, 6);
        SeededRandom random = new(3);
        double traded = 0, opportunity = 0;
        const int paths = 200_000;
        for (int path = 0; path < paths; path++)
        {
            double[] noise = new double[4];
            for (int k = 0; k < 4; k++)
                noise[k] = (k > 0 ? noise[k - 1] : 0) + 20 * random.NextNormal();
            for (int k = 0; k < 4; k++)
            {
                bool within = means[k] + noise[k] <= 15;
                traded += within ? 0.25 / paths : 0;
                opportunity += within ? 0 : 0.25 * (6 + noise[3]) / paths;
            }
        }

        Assert.Equal(traded, outlook.ExpectedFraction, 0.005);
        Assert.Equal(opportunity, outlook.OpportunityBps, 0.2);
        Assert.Equal(1, LimitOutlook.Of([1], [5], [0], 5, 0).ExpectedFraction);
        Assert.Equal(0, LimitOutlook.Of([1], [5], [0], 4, 0).ExpectedFraction);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void SliceTactics_TakerFractions_KeepTheirMeanAndGrowWithTheRate(double taker)
    {
        ScheduleSlot[] slots = [.. Enumerable.Range(0, 6).Select(k => new ScheduleSlot(k, k + 1, 1_000))];
        double[] units = [10, 50, 100, 200, 400, 0];
        DisplayedMarket unknown = new(double.NaN, double.NaN, 0, 0);
        var tactics = SliceTactics.Of(units, slots, taker, new VenueRule(unknown, [VenueKind.Lit, VenueKind.Dark, VenueKind.Rfq]));
        Assert.Equal(taker * units.Sum(), units.Zip(tactics).Sum(p => p.First * p.Second.TakerFraction), 1e-6);
        Assert.Equal(tactics.Take(5).Select(t => t.TakerFraction).Order(), tactics.Take(5).Select(t => t.TakerFraction));
        Assert.Equal([VenueKind.Lit, VenueKind.Lit, VenueKind.Lit, VenueKind.Dark, VenueKind.Rfq], tactics.Take(5).Select(t => t.Venue));
        Assert.All(SliceTactics.Of(units, slots, taker, new VenueRule(unknown, [VenueKind.Lit])), t => Assert.Equal(VenueKind.Lit, t.Venue));
    }

    [Fact]
    public void SlotGrid_WindowsAtAnyPlace_CutTheSlots()
    {
        static double Volume(double from, double to) => to - from;
        Assert.Equal([new ScheduleSlot(0, 300, 300), new ScheduleSlot(300, 450, 150), new ScheduleSlot(500, 600, 100)], SlotGrid.Of(600, 300, [new ClosedWindow(450, 500)], Volume).ToArray());
        Assert.Empty(SlotGrid.Of(600, 300, [new ClosedWindow(-10, 700)], Volume));
        Assert.Equal([new ScheduleSlot(0, 60, 60)], SlotGrid.Of(60, 300, [], Volume).ToArray());
    }

    private static double Done(ScheduleProblem problem, double[] fractions, double second) =>
        problem.Slots.Zip(fractions).Sum(p => p.Second * Math.Clamp((second - p.First.StartSeconds) / p.First.Seconds, 0, 1));
}
