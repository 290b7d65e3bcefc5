namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Almgren, Thum, Hauptmann, Li 2005, "Direct estimation of equity market impact": I = γσ(X/V)(Θ/V)^¼, K = ησ(X/(VT))^0.6, J = K + I/2.
/// σ daily, T in days, Θ shares outstanding (unknown: factor one). The spread cost comes on top; K acts on the taker part. bps.
/// </summary>
public sealed record AlmgrenLaw : IImpactLaw
{
    public const string Key = "almgren";

    internal const double RateExponent = 0.6;

    internal const double LiquidityExponent = 0.25;

    public double Gamma { get; init; } = 0.314;

    public double Eta { get; init; } = 0.142;

    public SpreadTerm SlippageSpread { get; init; } = SpreadTerm.ExactCost;

    public SpreadTerm PriceShiftSpread { get; init; } = SpreadTerm.None;

    public string Name => Key;

    /// <summary>K for an order that takes all of its liquidity.</summary>
    public double TemporaryBps(in LawInput order) => Eta * TemporaryUnitBps(order);

    public double SlippageBps(in LawInput order) =>
        SlippageSpread.Bps(order) + 0.5 * Gamma * ShiftUnitBps(order) + TakerPart.Weight(order.TakerFraction, RateExponent) * TemporaryBps(order);

    public double PriceShiftBps(in LawInput order) => PriceShiftSpread.Bps(order) + Gamma * ShiftUnitBps(order);

    /// <summary>I for γ = 1.</summary>
    internal static double ShiftUnitBps(in LawInput order)
    {
        double liquidity = order.SharesOutstandingOverAdv > 0 ? Math.Pow(order.SharesOutstandingOverAdv, LiquidityExponent) : 1;
        return order.DailyVolatility * order.AdvFraction * liquidity * LawConventions.BpsPerUnit;
    }

    /// <summary>K for η = 1.</summary>
    internal static double TemporaryUnitBps(in LawInput order) =>
        order.DailyVolatility * Math.Pow(order.AdvFraction / LawConventions.HorizonDays(order), RateExponent) * LawConventions.BpsPerUnit;

    void IImpactLaw.Write(BinaryWriter writer)
    {
        writer.Write(Gamma);
        writer.Write(Eta);
        SlippageSpread.Write(writer);
        PriceShiftSpread.Write(writer);
    }

    internal static AlmgrenLaw Read(BinaryReader reader) => new()
    {
        Gamma = reader.ReadDouble(),
        Eta = reader.ReadDouble(),
        SlippageSpread = SpreadTerm.Read(reader),
        PriceShiftSpread = SpreadTerm.Read(reader),
    };
}
