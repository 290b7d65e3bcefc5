namespace ImpactService.ImpactModels.Laws;

/// <summary>Yσ(Q/V)^γ in bps, σ daily, V = ADV.</summary>
public readonly record struct PowerTerm(double Y, double Exponent)
{
    public double Bps(in LawInput order) => Y * UnitBps(order, Exponent);

    internal static double UnitBps(in LawInput order, double exponent) =>
        order.DailyVolatility * Math.Pow(order.AdvFraction, exponent) * LawConventions.BpsPerUnit;

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Y);
        writer.Write(Exponent);
    }

    internal static PowerTerm Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
