namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Obizhaeva and Wang 2013, "Optimal trading strategy and supply/demand dynamics": a block-shaped book of density q that refills at rate ρ. The optimum for a risk-neutral buyer of X over T trades
/// a block X/(ρT + 2) at either end and at the constant rate ρX/(ρT + 2) between; its cost beyond the start price and half spread is λX²/2 + κX²/(ρT + 2), κ = 1/q − λ.
/// </summary>
/// <param name="Quantity">X, shares.</param>
/// <param name="Horizon">T, in any unit of time.</param>
/// <param name="Resilience">ρ, per the same unit.</param>
public sealed record ObizhaevaWangModel(double Quantity, double Horizon, double Resilience)
{
    /// <summary>Shares in each of the two blocks.</summary>
    public double BlockQuantity => Horizon >= 0 && Resilience >= 0
        ? Quantity / (Resilience * Horizon + 2)
        : throw new InvalidOperationException($"A horizon and a resilience are not negative: {Horizon}, {Resilience}.");

    /// <summary>Shares per unit of time between the blocks.</summary>
    public double Rate => Resilience * BlockQuantity;

    /// <param name="permanentPerShare">λ, money per share².</param>
    /// <param name="bookDensity">q, shares per money.</param>
    /// <returns>Money beyond the start price and the half spread.</returns>
    public double ExpectedCost(double permanentPerShare, double bookDensity)
    {
        if (!(bookDensity > 0 && permanentPerShare >= 0 && permanentPerShare * bookDensity <= 1))
            throw new ArgumentOutOfRangeException(nameof(bookDensity), bookDensity, "A book has a positive density q, and 0 ≤ λ ≤ 1/q.");
        double transient = 1 / bookDensity - permanentPerShare;
        return Quantity * (0.5 * permanentPerShare * Quantity + transient * BlockQuantity);
    }
}
