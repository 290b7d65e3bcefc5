namespace ImpactService.ImpactModels.Execution;

/// <summary>How an order is spread over time.</summary>
public enum ScheduleStyle
{
    /// <summary>The same amount in every second.</summary>
    Twap,

    /// <summary>In proportion to the forecast volume.</summary>
    Vwap,

    /// <summary>A share of the volume from the start until it is done.</summary>
    Pov,

    /// <summary>Least mean + λ·variance under linear impact: Almgren and Chriss 2000.</summary>
    AlmgrenChriss,

    /// <summary>Least mean in a book that refills: Obizhaeva and Wang 2013.</summary>
    ObizhaevaWang,

    /// <summary>Least mean + λ·variance under the admissible law that is fitted to the learned impact.</summary>
    Optimal,
}

/// <summary>The laws that schedules are made on.</summary>
/// <param name="Smooth">The learned impact: of the optimum, and of every figure.</param>
/// <param name="Linear">The same with a temporary cost that is linear in the rate.</param>
/// <param name="Resilient">The book that refills.</param>
public sealed record ScheduleLaws(SmoothImpact Smooth, SmoothImpact Linear, ResilientImpact Resilient);

/// <summary>A schedule.</summary>
/// <param name="Fractions">[n] of the order in each slot, in whole lots.</param>
/// <param name="LeftFraction">What is not traded.</param>
public sealed record SchedulePlan(ScheduleStyle Style, double[] Fractions, double LeftFraction);

/// <summary>Makes schedules. All of them keep to the caps and to whole lots.</summary>
public static class SchedulePlanner
{
    /// <summary>The largest part of the order that fits under the caps, in whole lots.</summary>
    public static double Capacity(ScheduleProblem problem)
    {
        double all = Math.Min(1, problem.Caps.Sum());
        return Math.Floor(all / problem.LotFraction + 1e-9) * problem.LotFraction;
    }

    /// <summary>The least cap on participation at which the whole order fits: Q ÷ (Q + V of all slots).</summary>
    public static double LeastParticipation(ScheduleProblem problem) => problem.Quantity / (problem.Quantity + problem.Slots.Sum(slot => slot.OtherVolume));

    /// <param name="riskAversionPerBps">λ of mean + λ·variance, both in bps: only the styles that weigh risk use it.</param>
    /// <param name="participation">Of <see cref="ScheduleStyle.Pov"/>: its share of the volume, at most the cap.</param>
    public static SchedulePlan Plan(ScheduleProblem problem, ScheduleLaws laws, ScheduleStyle style, double riskAversionPerBps, double participation = 1)
    {
        double whole = Capacity(problem);
        double[] caps = problem.Caps;
        double[] fractions = style switch
        {
            ScheduleStyle.Twap => Rounded(problem, LotAllocation.Proportional([.. problem.Slots.Select(slot => slot.Seconds)], caps, whole), caps, whole),
            ScheduleStyle.Pov => Following(problem, participation),
            ScheduleStyle.AlmgrenChriss => Weighed(problem, laws.Linear, riskAversionPerBps, caps, whole),
            ScheduleStyle.Optimal => Weighed(problem, laws.Smooth, riskAversionPerBps, caps, whole),
            ScheduleStyle.ObizhaevaWang => Refilling(problem, laws.Resilient, caps, whole),
            _ => Rounded(problem, ByVolume(problem, caps, whole), caps, whole),
        };
        return new SchedulePlan(style, fractions, Math.Max(0, 1 - fractions.Sum()));
    }

    private static double[] ByVolume(ScheduleProblem problem, double[] caps, double whole) =>
        LotAllocation.Proportional([.. problem.Slots.Select(slot => slot.OtherVolume)], caps, whole);

    private static double[] Rounded(ScheduleProblem problem, double[] shares, double[] caps, double whole) => LotAllocation.InLots(shares, caps, problem.LotFraction, whole);

    private static double[] Following(ScheduleProblem problem, double participation)
    {
        ScheduleProblem following = problem with { ParticipationMax = Math.Min(participation, problem.ParticipationMax) };
        double whole = Capacity(following);
        return LotAllocation.InLots(LotAllocation.Filling(following.Caps, whole), following.Caps, problem.LotFraction, whole);
    }

    private static double[] Weighed(ScheduleProblem problem, SmoothImpact impact, double riskAversionPerBps, double[] caps, double whole)
    {
        double[] start = Rounded(problem, ByVolume(problem, caps, whole), caps, whole);
        bool mayLeave = !double.IsNaN(problem.LeftBps);
        double[] fractions = mayLeave ? [.. start, Math.Max(0, 1 - start.Sum())] : start;
        LotOptimiser.Minimise(problem.Objective(impact), riskAversionPerBps, problem.LotFraction, caps, fractions);
        return fractions[..start.Length];
    }

    private static double[] Refilling(ScheduleProblem problem, ResilientImpact impact, double[] caps, double whole)
    {
        double[] shares = ByVolume(problem, caps, whole);
        KernelOptimiser.Minimise(impact.Kernel([.. problem.Slots], problem.SessionSeconds), caps, shares);
        return Rounded(problem, shares, caps, whole);
    }
}
