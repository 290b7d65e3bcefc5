using System.Collections.Immutable;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Makes one schedule and says it on the wire.</summary>
internal sealed class ScheduleWriter(ScheduleSetup setup, ScheduleFigures figures, ScheduleLaws laws)
{
    /// <summary>A bp of mean for a standard deviation of 100 bps.</summary>
    private const double DefaultRiskAversionPerBps = 1e-4;

    private readonly ScheduleProblem problem = setup.Problem;

    public double[] Levels => setup.Request.Levels ?? DeskDefaults.Levels;

    public SchedulePlanAnswer Write(string strategy)
    {
        ScheduleStyle style = StyleOf(strategy);
        double aversion = setup.Request.RiskAversionPerBps ?? DefaultRiskAversionPerBps;
        SchedulePlan plan = SchedulePlanner.Plan(problem, laws, style, aversion, ScheduleFeasibility.PovShare(setup));
        double[] units = Units(plan, out double oddLeft);
        ScheduleCost cost = figures.CostOf(plan);
        CostDistribution distribution = figures.DistributionOf(cost);
        SliceOutlook outlook = new(setup, figures, plan, units);
        SliceAnswer[] slices = outlook.Slices();
        return new SchedulePlanAnswer
        {
            Strategy = strategy,
            RiskAversionPerBps = style is ScheduleStyle.AlmgrenChriss or ScheduleStyle.Optimal ? aversion : null,
            Quantity = DecimalText.Format(Math.Round(units.Sum(), 8)),
            Slippage = ForecastParts.Forecast(distribution, Levels),
            Exceedance = ForecastParts.Exceedance(distribution, setup.Request.ThresholdsBps ?? DeskDefaults.ThresholdsBps),
            CostAtRisk = ForecastParts.AtRisk(distribution, DeskDefaults.RiskLevel),
            ConstantBps = cost.ConstantBps,
            TemporaryBps = cost.TemporaryBps,
            PermanentBps = cost.PermanentBps,
            AlphaBps = cost.AlphaBps,
            TimingRiskBps = cost.TimingRiskBps,
            ExpectedCompletionTime = slices.Length > 0 ? slices[^1].EndTime : setup.Prepared.Order.ArrivalTime,
            PeakParticipation = slices.Length > 0 ? slices.Max(s => s.Participation) : 0,
            Left = Left(plan, oddLeft),
            Limit = outlook.Limit(),
            Slices = slices,
        };
    }

    private static ScheduleStyle StyleOf(string strategy) => Enum.GetValues<ScheduleStyle>().First(style => WireName.Of(style) == strategy);

    /// <summary>Units of each slot, the odd lot in the last one that trades and has room.</summary>
    private double[] Units(SchedulePlan plan, out double oddLeft)
    {
        double[] units = [.. plan.Fractions.Select(f => Math.Round(f * problem.Quantity, 8))];
        oddLeft = setup.OddUnits;
        for (int k = units.Length - 1; k >= 0 && oddLeft > 0; k--)
        {
            if (units[k] > 0 && units[k] + oddLeft <= problem.CapUnits(problem.Slots[k]) + setup.OddUnits * (setup.Request.MaxParticipation is null ? 1 : 0))
                (units[k], oddLeft) = (units[k] + oddLeft, 0);
        }

        return units;
    }

    private LeftAnswer? Left(SchedulePlan plan, double oddLeft)
    {
        double left = plan.LeftFraction > 0.5 * problem.LotFraction ? plan.LeftFraction * problem.Quantity : 0;
        if (left + oddLeft <= 0)
            return null;
        bool priced = setup.Request.OpportunityCostBps is not null;
        string reason = left <= 0
            ? "an odd lot has no room under the cap on participation"
            : priced && SchedulePlanner.Capacity(problem) >= 1 - 1e-9 ? "trading it costs more than opportunityCostBps" : "the caps and the windows without trading leave no room for it";
        double seconds = problem.HorizonSeconds;
        return new LeftAnswer(
            DecimalText.Format(Math.Round(left + oddLeft, 8)), (left + oddLeft) / setup.Prepared.Order.Quantity, problem.AlphaBps(seconds), figures.NoiseBps(seconds), reason);
    }
}
