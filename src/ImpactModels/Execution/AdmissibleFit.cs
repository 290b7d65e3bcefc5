using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// Fits an admissible law to what the served model says of orders around the one that is planned. Permanent impact comes from the price shift I, temporary impact from K = J − I/2 beyond the spread cost, as everywhere:
/// a fit of J alone could not tell the two apart, and would call a cost that does not depend on speed free to pay at once. What is not linear (p, or ρ) is searched on a grid and refined.
/// </summary>
public static class AdmissibleFit
{
    /// <summary>Below it a temporary cost hardly depends on the rate, and a schedule that rests on it is arbitrary.</summary>
    public const double MinimumRateExponent = 0.1;

    /// <summary>Grid of the non-linear parameter before refinement.</summary>
    private const int GridPoints = 19;

    /// <summary>Each halves the interval around the best grid point.</summary>
    private const int Refinements = 20;

    /// <summary>Resilience between one that lasts ten sessions and one that is gone within seconds.</summary>
    private const double MinimumResiliencePerDay = 0.1, MaximumResiliencePerDay = 2_000;

    /// <summary>γ, η and p. The law goes through the order itself: its permanent and temporary impact are those that an estimate says; p is what the other orders say of the rate.</summary>
    /// <param name="observations">The last one is the order itself, at the whole horizon.</param>
    /// <param name="spreadCostBps">Exact spread cost, the same for every schedule.</param>
    /// <param name="rateExponent">p where it is fixed (1: the linear model of Almgren and Chriss).</param>
    public static FittedImpact<SmoothImpact> Smooth(ReadOnlySpan<ImpactObservation> observations, double spreadCostBps, double? rateExponent = null)
    {
        ImpactObservation[] rows = Guard(observations);
        ImpactObservation own = rows[^1];
        double permanent = Math.Max(0, own.PriceShiftBps / own.AdvFraction), temporary = Math.Max(0, own.SlippageBps - 0.5 * own.PriceShiftBps - spreadCostBps);
        double Error(double p) => rows.Sum(o => Math.Pow(spreadCostBps + temporary * Ratio(o, own, p) - (o.SlippageBps - 0.5 * o.PriceShiftBps), 2));
        double exponent = rateExponent ?? Search(MinimumRateExponent, 1, Error);
        double perRate = temporary / Math.Pow(own.AdvFraction / own.OtherAdv, exponent);
        return LinearFit.Of(rows, spreadCostBps, permanent, perRate, o => Math.Pow(o.AdvFraction / o.OtherAdv, exponent), _ => 0).ToResult(new SmoothImpact(permanent, perRate, exponent));
    }

    private static double Ratio(in ImpactObservation order, in ImpactObservation own, double exponent) =>
        Math.Pow(order.AdvFraction / order.OtherAdv / (own.AdvFraction / own.OtherAdv), exponent);

    /// <summary>λ, κ and ρ.</summary>
    public static FittedImpact<ResilientImpact> Resilient(ReadOnlySpan<ImpactObservation> observations, double spreadCostBps)
    {
        ImpactObservation[] rows = Guard(observations);
        double lnRho = Search(Math.Log(MinimumResiliencePerDay), Math.Log(MaximumResiliencePerDay), x => SolveResilient(rows, spreadCostBps, Math.Exp(x)).Error);
        LinearFit fit = SolveResilient(rows, spreadCostBps, Math.Exp(lnRho));
        return fit.ToResult(new ResilientImpact(fit.Permanent, fit.Temporary, Math.Exp(lnRho)));
    }

    private static LinearFit SolveResilient(ImpactObservation[] rows, double spreadCostBps, double rho) => Solve(
        rows,
        spreadCostBps,
        o => o.AdvFraction * ResilientImpact.OwnShare(rho * o.HorizonDays),
        o => o.AdvFraction * ResilientImpact.Decay(rho * o.HorizonDays) * Math.Exp(-rho * o.LagDays));

    private static ImpactObservation[] Guard(ReadOnlySpan<ImpactObservation> observations)
    {
        foreach (ref readonly ImpactObservation o in observations)
        {
            if (!(o.AdvFraction > 0 && o.OtherAdv > 0 && double.IsFinite(o.SlippageBps) && double.IsFinite(o.PriceShiftBps)))
                throw new ArgumentException($"An observation needs size, volume and finite means: {o}.", nameof(observations));
        }

        return observations.Length >= 3 ? observations.ToArray() : throw new ArgumentException($"{observations.Length} observations do not tell three parameters.", nameof(observations));
    }

    private static double Search(double low, double high, Func<double, double> error)
    {
        double step = (high - low) / (GridPoints - 1);
        double best = Enumerable.Range(0, GridPoints).Select(i => low + i * step).MinBy(error);
        for (int i = 0; i < Refinements; i++)
        {
            step *= 0.5;
            best = new[] { best, Math.Max(low, best - step), Math.Min(high, best + step) }.MinBy(error);
        }

        return best;
    }

    /// <summary>Rows J − c = λ·q/2 + κ·a and I = λ·q + κ·b, both parameters not negative.</summary>
    private static LinearFit Solve(ImpactObservation[] rows, double constant, Func<ImpactObservation, double> slippageTerm, Func<ImpactObservation, double> shiftTerm)
    {
        double[] normal = new double[4], right = new double[2], solution = new double[2];
        foreach (ImpactObservation o in rows)
        {
            Add(normal, right, 0.5 * o.AdvFraction, slippageTerm(o), o.SlippageBps - constant);
            Add(normal, right, o.AdvFraction, shiftTerm(o), o.PriceShiftBps);
        }

        SymmetricSolver.SolveBounded(normal, right, [0, 0], solution);
        return LinearFit.Of(rows, constant, solution[0], solution[1], slippageTerm, shiftTerm);
    }

    private static void Add(double[] normal, double[] right, double permanent, double transient, double value)
    {
        normal[0] += permanent * permanent;
        normal[1] += permanent * transient;
        normal[2] += permanent * transient;
        normal[3] += transient * transient;
        right[0] += permanent * value;
        right[1] += transient * value;
    }

    private readonly record struct LinearFit(double Constant, double Permanent, double Temporary, double ErrorRms, double ErrorMax, double ShiftErrorRms, double Error)
    {
        public static LinearFit Of(
            ImpactObservation[] rows, double constant, double permanent, double temporary, Func<ImpactObservation, double> slippageTerm, Func<ImpactObservation, double> shiftTerm)
        {
            double[] slippage = [.. rows.Select(o => constant + 0.5 * permanent * o.AdvFraction + temporary * slippageTerm(o) - o.SlippageBps)];
            double[] shift = [.. rows.Select(o => permanent * o.AdvFraction + temporary * shiftTerm(o) - o.PriceShiftBps)];
            double slippageSquares = slippage.Sum(e => e * e), shiftSquares = shift.Sum(e => e * e);
            return new LinearFit(
                constant, permanent, temporary, Math.Sqrt(slippageSquares / rows.Length), slippage.Max(Math.Abs), Math.Sqrt(shiftSquares / rows.Length), slippageSquares + shiftSquares);
        }

        public FittedImpact<T> ToResult<T>(T impact)
            where T : struct => new(impact, Constant, ErrorRms, ErrorMax, ShiftErrorRms);
    }
}
