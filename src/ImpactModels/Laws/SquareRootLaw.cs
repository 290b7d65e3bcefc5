namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Peak impact Yσ√(Q/V) (σ daily, V = ADV), independent of the horizon; the average price pays 2/3 of the peak, and the price comes to rest at 2/3 of it
/// (fair pricing: Farmer, Gerig, Lillo, Waelbroeck 2013). Y lies between 0.1 and 1 depending on how orders are identified (Tóth et al. 2011).
/// Slippage: spread cost + the average over the path; a partly passive order as in <see cref="TakerPart"/>. bps.
/// </summary>
public sealed record SquareRootLaw : IImpactLaw
{
    public const string Key = "squareRoot";

    /// <summary>∫√u du from 0 to 1: what a constant rate pays of the peak.</summary>
    public const double AverageOverPeak = 2.0 / 3;

    internal const double Exponent = 0.5;

    /// <summary>Y of the peak.</summary>
    public double Y { get; init; } = 1;

    /// <summary>The same prefactor for what lasts.</summary>
    public double LastingY { get; init; } = AverageOverPeak;

    public SpreadTerm SlippageSpread { get; init; } = SpreadTerm.ExactCost;

    public SpreadTerm PriceShiftSpread { get; init; } = SpreadTerm.None;

    public string Name => Key;

    public double PeakBps(in LawInput order) => Y * UnitBps(order);

    public double SlippageBps(in LawInput order)
    {
        double unit = UnitBps(order);
        return SlippageSpread.Bps(order) + TakerPart.SlippageBps(order.TakerFraction, Exponent, AverageOverPeak * Y * unit, LastingY * unit);
    }

    public double PriceShiftBps(in LawInput order) => PriceShiftSpread.Bps(order) + LastingY * UnitBps(order);

    /// <summary>σ√(Q/V) in bps.</summary>
    internal static double UnitBps(in LawInput order) => order.DailyVolatility * Math.Sqrt(order.AdvFraction) * LawConventions.BpsPerUnit;

    void IImpactLaw.Write(BinaryWriter writer)
    {
        writer.Write(Y);
        writer.Write(LastingY);
        SlippageSpread.Write(writer);
        PriceShiftSpread.Write(writer);
    }

    internal static SquareRootLaw Read(BinaryReader reader) => new()
    {
        Y = reader.ReadDouble(),
        LastingY = reader.ReadDouble(),
        SlippageSpread = SpreadTerm.Read(reader),
        PriceShiftSpread = SpreadTerm.Read(reader),
    };
}
