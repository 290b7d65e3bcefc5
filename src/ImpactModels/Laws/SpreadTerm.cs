namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// hs·(TakerRatio·a + MakerRatio·(1 − a)), a the taker fraction, in bps. The exact spread cost of a slippage is (1, −1); what a fit finds beside it
/// (adverse selection of passive fills, fills that had to cross in the end) moves the ratios. A price shift starts from (0, 0).
/// </summary>
public readonly record struct SpreadTerm(double TakerRatio, double MakerRatio)
{
    public static SpreadTerm ExactCost { get; } = new(1, -1);

    public static SpreadTerm None { get; }

    public double Bps(in LawInput order) => order.HalfSpreadBps * (TakerRatio * order.TakerFraction + MakerRatio * (1 - order.TakerFraction));

    internal void Write(BinaryWriter writer)
    {
        writer.Write(TakerRatio);
        writer.Write(MakerRatio);
    }

    internal static SpreadTerm Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
