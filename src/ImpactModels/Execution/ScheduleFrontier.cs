using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Execution;

/// <summary>One optimal schedule for its risk aversion.</summary>
public sealed record FrontierSchedule(double RiskAversionPerBps, SchedulePlan Plan, ScheduleCost Cost);

/// <summary>The efficient frontier: optima for risk aversions from none to one at which risk is nearly all that counts.</summary>
public static class ScheduleFrontier
{
    /// <summary>Decades on either side of the aversion at which impact and risk of the schedule along the volume weigh the same.</summary>
    private const double Decades = 2.5;

    /// <param name="count">Points, at least two; the first is risk-neutral.</param>
    /// <returns>By increasing risk aversion: means do not fall, risks do not rise.</returns>
    public static ImmutableArray<FrontierSchedule> Of(ScheduleProblem problem, ScheduleLaws laws, ScheduleFigures figures, int count)
    {
        double balance = Balance(problem, laws, figures);
        var points = ImmutableArray.CreateBuilder<FrontierSchedule>(count);
        for (int i = 0; i < count; i++)
        {
            double aversion = i == 0 ? 0 : balance * Math.Pow(10, Decades * (2.0 * (i - 1) / Math.Max(1, count - 2) - 1));
            SchedulePlan plan = SchedulePlanner.Plan(problem, laws, ScheduleStyle.Optimal, aversion);
            points.Add(new FrontierSchedule(aversion, plan, figures.CostOf(plan)));
        }

        return points.MoveToImmutable();
    }

    private static double Balance(ScheduleProblem problem, ScheduleLaws laws, ScheduleFigures figures)
    {
        ScheduleCost even = figures.CostOf(SchedulePlanner.Plan(problem, laws, ScheduleStyle.Vwap, 0));
        double balance = even.TemporaryBps / (even.TimingRiskBps * even.TimingRiskBps);
        return balance > 0 && double.IsFinite(balance) ? balance : 1;
    }
}
