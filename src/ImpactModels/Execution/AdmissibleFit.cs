using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// Fits an admissible law to what the served model says of orders around the one that is planned: least squares on mean J and mean I together. The linear parameters (constant, permanent ≥ 0, temporary ≥ 0)
/// are solved exactly for each value of the one that is not (p, or ρ), which is searched on a grid and refined (separable least squares: Golub and Pereyra 1973).
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

    /// <summary>γ, η and p; p fixed where it is given (1: the linear model of Almgren and Chriss).</summary>
    public static FittedImpact<SmoothImpact> Smooth(ReadOnlySpan<ImpactObservation> observations, double? rateExponent = null)
    {
        ImpactObservation[] rows = Guard(observations);
        double p = rateExponent ?? Search(MinimumRateExponent, 1, x => Solve(rows, o => Math.Pow(o.AdvFraction / o.OtherAdv, x), _ => 0).Error);
        LinearFit fit = Solve(rows, o => Math.Pow(o.AdvFraction / o.OtherAdv, p), _ => 0);
        return fit.ToResult(new SmoothImpact(fit.Permanent, fit.Temporary, p));
    }

    /// <summary>λ, κ and ρ.</summary>
    public static FittedImpact<ResilientImpact> Resilient(ReadOnlySpan<ImpactObservation> observations)
    {
        ImpactObservation[] rows = Guard(observations);
        double lnRho = Search(Math.Log(MinimumResiliencePerDay), Math.Log(MaximumResiliencePerDay), x => SolveResilient(rows, Math.Exp(x)).Error);
        LinearFit fit = SolveResilient(rows, Math.Exp(lnRho));
        return fit.ToResult(new ResilientImpact(fit.Permanent, fit.Temporary, Math.Exp(lnRho)));
    }

    private static LinearFit SolveResilient(ImpactObservation[] rows, double rho) => Solve(
        rows,
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

    /// <summary>Rows J = c + γ·q/2 + η·a and I = γ·q + η·b.</summary>
    private static LinearFit Solve(ImpactObservation[] rows, Func<ImpactObservation, double> slippageTerm, Func<ImpactObservation, double> shiftTerm)
    {
        double[] normal = new double[9], right = new double[3], solution = new double[3];
        foreach (ImpactObservation o in rows)
        {
            Add(normal, right, [1, 0.5 * o.AdvFraction, slippageTerm(o)], o.SlippageBps);
            Add(normal, right, [0, o.AdvFraction, shiftTerm(o)], o.PriceShiftBps);
        }

        double[] scale = [.. Enumerable.Range(0, 3).Select(i => normal[i * 3 + i] > 0 ? 1 / Math.Sqrt(normal[i * 3 + i]) : 1)];
        for (int i = 0; i < 9; i++)
            normal[i] *= scale[i / 3] * scale[i % 3];
        for (int i = 0; i < 3; i++)
            right[i] *= scale[i];
        SymmetricSolver.SolveBounded(normal, right, [double.NegativeInfinity, 0, 0], solution);
        return LinearFit.Of(rows, solution[0] * scale[0], solution[1] * scale[1], solution[2] * scale[2], slippageTerm, shiftTerm);
    }

    private static void Add(double[] normal, double[] right, ReadOnlySpan<double> row, double value)
    {
        for (int i = 0; i < 3; i++)
        {
            right[i] += row[i] * value;
            for (int j = 0; j < 3; j++)
                normal[i * 3 + j] += row[i] * row[j];
        }
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
