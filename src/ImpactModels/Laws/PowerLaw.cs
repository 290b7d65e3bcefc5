namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// I = c·hs + Y_I σ(Q/V)^γ_I and J = spread cost + c_J·hs + Y_J σ(Q/V)^γ_J, each with its own size term: the square-root law with what the data says instead of 1/2 and 2/3.
/// Published defaults are the square-root law's with Y = 1. A partly passive order as in <see cref="TakerPart"/>. bps.
/// </summary>
public sealed record PowerLaw : IImpactLaw
{
    public const string Key = "power";

    public PowerTerm Slippage { get; init; } = new(SquareRootLaw.AverageOverPeak, SquareRootLaw.Exponent);

    public PowerTerm PriceShift { get; init; } = new(SquareRootLaw.AverageOverPeak, SquareRootLaw.Exponent);

    public SpreadTerm SlippageSpread { get; init; } = SpreadTerm.ExactCost;

    public SpreadTerm PriceShiftSpread { get; init; } = SpreadTerm.None;

    public string Name => Key;

    public double SlippageBps(in LawInput order) =>
        SlippageSpread.Bps(order) + TakerPart.SlippageBps(order.TakerFraction, Slippage.Exponent, Slippage.Bps(order), PriceShift.Bps(order));

    public double PriceShiftBps(in LawInput order) => PriceShiftSpread.Bps(order) + PriceShift.Bps(order);

    void IImpactLaw.Write(BinaryWriter writer)
    {
        Slippage.Write(writer);
        PriceShift.Write(writer);
        SlippageSpread.Write(writer);
        PriceShiftSpread.Write(writer);
    }

    internal static PowerLaw Read(BinaryReader reader) => new()
    {
        Slippage = PowerTerm.Read(reader),
        PriceShift = PowerTerm.Read(reader),
        SlippageSpread = SpreadTerm.Read(reader),
        PriceShiftSpread = SpreadTerm.Read(reader),
    };
}
