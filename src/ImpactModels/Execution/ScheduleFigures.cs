using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Execution;

/// <summary>What a schedule is expected to cost, bps of the arrival price and of what it trades; the parts add up to the mean.</summary>
/// <param name="MeanBps">Against the benchmark.</param>
/// <param name="ConstantBps">Spread and what else every schedule pays: what the served forecast has and the law's impact has not.</param>
/// <param name="TemporaryBps">Temporary impact of the slots' rates.</param>
/// <param name="PermanentBps">Half the lasting displacement.</param>
/// <param name="AlphaBps">The trader's drift, less the benchmark's.</param>
/// <param name="TimingRiskBps">Standard deviation of the price against what is left and the benchmark.</param>
public sealed record ScheduleCost(double MeanBps, double ConstantBps, double TemporaryBps, double PermanentBps, double AlphaBps, double TimingRiskBps);

/// <summary>
/// Prices schedules beside the served forecast of the same order worked along the volume curve: its mean is moved by what the admissible law says of the difference, its spread of outcomes is stretched by the
/// ratio of timing risks, beside an execution noise of a half spread that no schedule removes.
/// </summary>
public sealed class ScheduleFigures
{
    /// <summary>Midpoints of the served forecast's timing risk: exact to 1e-4.</summary>
    private const int ReferencePoints = 96;

    private readonly ScheduleProblem problem;
    private readonly ScheduleObjective objective;
    private readonly CostDistribution reference;
    private readonly double halfSpreadBps;
    private readonly double referenceOtherAdv;
    private readonly double referenceDays;

    /// <param name="problem">The order.</param>
    /// <param name="impact">The law.</param>
    /// <param name="reference">The served forecast of the same order at the volume curve's rate over the whole horizon.</param>
    /// <param name="referenceVolume">Expected volume of the others from the start to a second of that horizon, units.</param>
    /// <param name="halfSpreadBps">Half spread.</param>
    public ScheduleFigures(ScheduleProblem problem, SmoothImpact impact, CostDistribution reference, Func<double, double> referenceVolume, double halfSpreadBps)
    {
        (this.problem, this.reference, this.halfSpreadBps) = (problem, reference, halfSpreadBps);
        objective = problem.Objective(impact);
        referenceOtherAdv = referenceVolume(problem.HorizonSeconds) / problem.AdvUnits;
        referenceDays = ReferenceDays(referenceVolume);
    }

    public ScheduleObjective Objective => objective;

    /// <summary>What the served forecast has beyond the law's impact.</summary>
    public double ConstantBps => reference.MeanBps - PermanentBps(1) - objective.Impact.TemporaryOf(problem.AdvFraction, referenceOtherAdv);

    public ScheduleCost CostOf(SchedulePlan plan)
    {
        double done = plan.Fractions.Sum();
        double drift = 0, temporary = 0;
        for (int k = 0; k < plan.Fractions.Length; k++)
        {
            double share = done > 0 ? plan.Fractions[k] / done : 0;
            drift += share * objective.AlphaBps[k];
            temporary += share * TemporaryBps(k, plan.Fractions[k]);
        }

        double alpha = drift - problem.BenchmarkAlphaBps;
        double mean = ConstantBps + temporary + PermanentBps(done) + alpha;
        return new ScheduleCost(mean, ConstantBps, temporary, PermanentBps(done), alpha, Math.Sqrt(objective.VarianceBps(Normalised(plan, done))));
    }

    public CostDistribution DistributionOf(ScheduleCost cost)
    {
        double served = objective.DailyVarianceBps * referenceDays, noise = halfSpreadBps * halfSpreadBps;
        double factor = served + noise > 0 ? Math.Sqrt((cost.TimingRiskBps * cost.TimingRiskBps + noise) / (served + noise)) : 1;
        return reference.Shifted(-reference.MeanBps).Scaled(Math.Max(factor, 1e-6)).Shifted(cost.MeanBps);
    }

    public double TemporaryBps(int slot, double fraction) => objective.Impact.TemporaryOf(fraction * problem.AdvFraction, objective.OtherAdv[slot]);

    /// <summary>Mean permanent cost of a part of the order.</summary>
    public double PermanentBps(double fraction) => 0.5 * objective.Impact.PermanentBpsPerAdv * problem.AdvFraction * fraction;

    /// <summary>σ√t in bps.</summary>
    public double NoiseBps(double seconds) => LawConventions.NoiseBps(problem.DailyVolatility, seconds / problem.SessionSeconds);

    /// <summary>∫F² dt of the order that follows the volume, by the midpoint rule.</summary>
    private double ReferenceDays(Func<double, double> volume)
    {
        double all = volume(problem.HorizonSeconds), sum = 0;
        for (int i = 0; i < ReferencePoints; i++)
        {
            double left = 1 - volume((i + 0.5) / ReferencePoints * problem.HorizonSeconds) / all;
            sum += left * left;
        }

        return sum / ReferencePoints * problem.HorizonSeconds / problem.SessionSeconds;
    }

    private static double[] Normalised(SchedulePlan plan, double done) => done > 0 ? [.. plan.Fractions.Select(f => f / done)] : plan.Fractions;
}
