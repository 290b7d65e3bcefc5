namespace ImpactService.ImpactModels.Laws;

/// <summary>The same cost for every order: the baseline that knows nothing but a mean. The defaults are a desk's rule of thumb, not a publication.</summary>
public sealed record ConstantLaw : IImpactLaw
{
    public const string Key = "constant";

    public double MeanSlippageBps { get; init; } = 5;

    public double MeanPriceShiftBps { get; init; } = 5;

    public string Name => Key;

    public double SlippageBps(in LawInput order) => MeanSlippageBps;

    public double PriceShiftBps(in LawInput order) => MeanPriceShiftBps;

    void IImpactLaw.Write(BinaryWriter writer)
    {
        writer.Write(MeanSlippageBps);
        writer.Write(MeanPriceShiftBps);
    }

    internal static ConstantLaw Read(BinaryReader reader) => new() { MeanSlippageBps = reader.ReadDouble(), MeanPriceShiftBps = reader.ReadDouble() };
}
