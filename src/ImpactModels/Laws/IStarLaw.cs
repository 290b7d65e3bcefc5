namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// I-Star (Kissell, "The Science of Algorithmic Trading and Portfolio Management", 2013): I* = a1(Q/ADV)^a2 σ^a3, MI = b1·I*·POV^a4 + (1 − b1)·I*, σ annual (daily × √252), bps.
/// The second term is the permanent impact paid by the order, so the price shift is twice it. Defaults: all caps. The spread cost comes on top; the first term acts on the taker part.
/// </summary>
public sealed record IStarLaw : IImpactLaw
{
    public const string Key = "iStar";

    public double A1 { get; init; } = 708;

    public double A2 { get; init; } = 0.55;

    public double A3 { get; init; } = 0.71;

    public double A4 { get; init; } = 0.50;

    public double B1 { get; init; } = 0.98;

    public SpreadTerm SlippageSpread { get; init; } = SpreadTerm.ExactCost;

    public SpreadTerm PriceShiftSpread { get; init; } = SpreadTerm.None;

    public string Name => Key;

    /// <summary>I*: the cost of the whole order at once.</summary>
    public double InstantaneousBps(in LawInput order) => A1 * UnitBps(order, A2, A3);

    public double SlippageBps(in LawInput order)
    {
        double instantaneous = InstantaneousBps(order);
        double temporary = B1 * instantaneous * TemporaryShare(order, A2, A4);
        return SlippageSpread.Bps(order) + temporary + (1 - B1) * instantaneous;
    }

    public double PriceShiftBps(in LawInput order) => PriceShiftSpread.Bps(order) + 2 * (1 - B1) * InstantaneousBps(order);

    /// <summary>I* for a1 = 1.</summary>
    internal static double UnitBps(in LawInput order, double a2, double a3) =>
        Math.Pow(order.AdvFraction, a2) * Math.Pow(order.DailyVolatility * Math.Sqrt(LawConventions.TradingDaysPerYear), a3);

    /// <summary>POV^a4, acting on the taker part.</summary>
    internal static double TemporaryShare(in LawInput order, double a2, double a4) =>
        TakerPart.Weight(order.TakerFraction, a2 + a4) * Math.Pow(Math.Clamp(order.Participation, 0, 1), a4);

    void IImpactLaw.Write(BinaryWriter writer)
    {
        foreach (double value in (ReadOnlySpan<double>)[A1, A2, A3, A4, B1])
            writer.Write(value);
        SlippageSpread.Write(writer);
        PriceShiftSpread.Write(writer);
    }

    internal static IStarLaw Read(BinaryReader reader) => new()
    {
        A1 = reader.ReadDouble(),
        A2 = reader.ReadDouble(),
        A3 = reader.ReadDouble(),
        A4 = reader.ReadDouble(),
        B1 = reader.ReadDouble(),
        SlippageSpread = SpreadTerm.Read(reader),
        PriceShiftSpread = SpreadTerm.Read(reader),
    };
}
