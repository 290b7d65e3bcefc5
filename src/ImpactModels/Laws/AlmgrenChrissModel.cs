using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Almgren and Chriss 2000, "Optimal execution of portfolio transactions": linear permanent impact γ, temporary impact ε + η·rate, arithmetic random walk σ; N equal intervals τ = T/N.
/// Holdings x_j = X·sinh(κ(T − t_j))/sinh(κT), 2/τ²(cosh κτ − 1) = λσ²/η̃, η̃ = η − γτ/2; E = γX²/2 + εΣ|n| + (η̃/τ)Σn², V = σ²τΣx².
/// Money and shares; the defaults are the paper's example.
/// </summary>
public sealed record AlmgrenChrissModel
{
    /// <summary>X, shares.</summary>
    public double Quantity { get; init; } = 1e6;

    /// <summary>T.</summary>
    public double HorizonDays { get; init; } = 5;

    /// <summary>N.</summary>
    public int IntervalCount { get; init; } = 5;

    /// <summary>σ, money per share per √day.</summary>
    public double VolatilityPerShare { get; init; } = 0.95;

    /// <summary>ε, money per share: half spread and fees.</summary>
    public double FixedCostPerShare { get; init; } = 0.0625;

    /// <summary>γ, money per share².</summary>
    public double PermanentPerShare { get; init; } = 2.5e-7;

    /// <summary>η, money per share ÷ (shares per day).</summary>
    public double TemporaryPerRate { get; init; } = 2.5e-6;

    private double IntervalDays => HorizonDays / IntervalCount;

    /// <summary>η̃ = η − γτ/2; a model in which it is not positive rewards churning and has no optimum.</summary>
    private double AdjustedTemporary => TemporaryPerRate - 0.5 * PermanentPerShare * IntervalDays;

    /// <summary>κ per day at risk aversion λ (per money): κτ = acosh(1 + λσ²τ²/(2η̃)).</summary>
    public double Kappa(double riskAversion)
    {
        Guard(riskAversion);
        double half = 0.5 * riskAversion * VolatilityPerShare * VolatilityPerShare * IntervalDays * IntervalDays / AdjustedTemporary;
        return 2 * Math.Asinh(Math.Sqrt(0.5 * half)) / IntervalDays;
    }

    /// <summary>[N + 1] holdings from X down to zero.</summary>
    public ImmutableArray<double> Holdings(double riskAversion)
    {
        double kappa = Kappa(riskAversion);
        double[] holdings = new double[IntervalCount + 1];
        for (int j = 0; j < IntervalCount; j++)
            holdings[j] = Quantity * RemainingShare(kappa, j * IntervalDays);
        return [.. holdings];
    }

    /// <summary>[N] shares traded in each interval.</summary>
    public ImmutableArray<double> Trades(double riskAversion)
    {
        ImmutableArray<double> holdings = Holdings(riskAversion);
        return [.. Enumerable.Range(0, IntervalCount).Select(j => holdings[j] - holdings[j + 1])];
    }

    /// <summary>The optimum at risk aversion λ ≥ 0: one point of the efficient frontier.</summary>
    public FrontierPoint Optimum(double riskAversion)
    {
        ImmutableArray<double> holdings = Holdings(riskAversion);
        return new FrontierPoint(riskAversion, ExpectedCost(holdings), CostVariance(holdings), Kappa(riskAversion));
    }

    public ImmutableArray<FrontierPoint> Frontier(IEnumerable<double> riskAversions) => [.. riskAversions.Select(Optimum)];

    /// <summary>E of any holdings [N + 1] that run from X to zero.</summary>
    public double ExpectedCost(ImmutableArray<double> holdings)
    {
        double absolute = 0;
        double squares = 0;
        for (int j = 0; j < IntervalCount; j++)
        {
            double trade = holdings[j] - holdings[j + 1];
            absolute += Math.Abs(trade);
            squares += trade * trade;
        }

        return 0.5 * PermanentPerShare * Quantity * Quantity + FixedCostPerShare * absolute + AdjustedTemporary / IntervalDays * squares;
    }

    /// <summary>V of any holdings [N + 1].</summary>
    public double CostVariance(ImmutableArray<double> holdings) =>
        VolatilityPerShare * VolatilityPerShare * IntervalDays * holdings.Skip(1).Sum(x => x * x);

    /// <summary>sinh(κ(T − t))/sinh(κT) without overflow; 1 − t/T in the limit of κ = 0.</summary>
    private double RemainingShare(double kappa, double timeDays)
    {
        if (kappa * HorizonDays < SmallKappa)
            return 1 - timeDays / HorizonDays;
        double decay = Math.Exp(-kappa * timeDays);
        return decay * (1 - Math.Exp(-2 * kappa * (HorizonDays - timeDays))) / (1 - Math.Exp(-2 * kappa * HorizonDays));
    }

    /// <summary>Below this κT the hyperbolic and the straight line agree to 1e-9.</summary>
    private const double SmallKappa = 1e-5;

    private void Guard(double riskAversion)
    {
        if (!(riskAversion >= 0 && double.IsFinite(riskAversion)))
            throw new ArgumentOutOfRangeException(nameof(riskAversion), riskAversion, "A risk aversion is finite and not negative.");
        if (!(IntervalCount >= 1 && HorizonDays > 0 && AdjustedTemporary > 0))
            throw new InvalidOperationException($"The model needs intervals, a horizon and η > γτ/2: {this}.");
    }
}

/// <summary>One point of the efficient frontier: money, money², and κ per day.</summary>
public readonly record struct FrontierPoint(double RiskAversion, double ExpectedCost, double CostVariance, double Kappa);
