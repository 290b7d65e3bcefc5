using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>The noise around a law for one target: a scale and a table of scaled residual curves.</summary>
public sealed record ResidualModel(NoiseScale Scale, LawResidualTable Table)
{
    /// <summary>Before there is data: a half spread and the timing risk, normal.</summary>
    public static ResidualModel Prior { get; } = new(NoiseScale.Prior, LawResidualTable.Normal());

    /// <summary>Writes mean + scale·residual at the 17 levels.</summary>
    internal void Curve(double meanBps, double scaleBps, in LawInput order, Span<double> curveBps)
    {
        Table.Curve(order, curveBps);
        for (int i = 0; i < QuantileLevels.Count; i++)
            curveBps[i] = meanBps + scaleBps * curveBps[i];
    }

    internal void Write(BinaryWriter writer)
    {
        Scale.Write(writer);
        Table.Write(writer);
    }

    internal static ResidualModel Read(BinaryReader reader) => new(NoiseScale.Read(reader), LawResidualTable.Read(reader));
}
