namespace ImpactService.ImpactModels.Laws;

/// <summary>What a parametric law may know of an order and its market. All dimensionless or in the units of the name.</summary>
/// <param name="AdvFraction">Q/ADV.</param>
/// <param name="Participation">Q ÷ (Q + expected other volume over the window), in (0, 1].</param>
/// <param name="HorizonDays">Trading seconds of the horizon ÷ trading seconds of the session; zero for a sweep (laws floor it, saying at what).</param>
/// <param name="DailyVolatility">Close-to-close, per day, as a fraction (0.02 = 2 %).</param>
/// <param name="HalfSpreadBps">(ask − bid)/2/mid at arrival.</param>
/// <param name="TakerFraction">Planned share that crosses the spread: the temporary term acts on it, the permanent term on all of the order.</param>
/// <param name="SharesOutstandingOverAdv">Θ/V of Almgren et al. 2005, NaN where unknown (their liquidity factor is then one).</param>
/// <param name="LagDays">The lag after the last fill at which the price shift is measured, in sessions; NaN: clamp(horizon, 1 min, 30 min) of a 390-minute session.</param>
public readonly record struct LawInput(
    double AdvFraction,
    double Participation,
    double HorizonDays,
    double DailyVolatility,
    double HalfSpreadBps,
    double TakerFraction,
    double SharesOutstandingOverAdv = double.NaN,
    double LagDays = double.NaN)
{
    /// <summary>Half spread × (taker − maker fraction): what crossing and earning the spread costs on average. Negative for a passive order.</summary>
    public double SpreadCostBps => HalfSpreadBps * (2 * TakerFraction - 1);
}

/// <summary>A parametric mean: signed so that a positive number is a cost for either side.</summary>
public interface IImpactLaw
{
    /// <summary>Stable key on the wire: constant, squareRoot, almgren, iStar, ...</summary>
    string Name { get; }

    /// <summary>Mean slippage J in bps, spread cost included.</summary>
    double SlippageBps(in LawInput order);

    /// <summary>Mean lasting price shift I in bps.</summary>
    double PriceShiftBps(in LawInput order);

    /// <summary>Writes the parameters; <see cref="ImpactLaws.Write"/> puts the key before them.</summary>
    void Write(BinaryWriter writer);
}
