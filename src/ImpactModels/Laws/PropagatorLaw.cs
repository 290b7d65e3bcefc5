namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Transient impact: a rate v (in ADV per day) moves the price by cσv^δ, and that decays as l^−β (Bouchaud, Gefen, Potters, Wyart 2004; Gatheral 2010). At a constant rate over T
/// I(t) = Yσ(Q/V)^δ T^(1−β−δ)·[z^(1−β) − (z − 1)₊^(1−β)], z = t/T, and the average price pays 1/(2 − β) of the peak at z = 1; here c = Y(1 − β).
/// The default δ = β = ½ gives the square-root law for any T and is at the border of no price manipulation, δ + β ≥ 1. bps; T floored at one minute.
/// </summary>
public sealed record PropagatorLaw : IImpactLaw
{
    public const string Key = "propagator";

    /// <summary>Y of the peak.</summary>
    public double Y { get; init; } = 1;

    /// <summary>δ, in (0, 1].</summary>
    public double RateExponent { get; init; } = 0.5;

    /// <summary>β, in [0, 1).</summary>
    public double DecayExponent { get; init; } = 0.5;

    public SpreadTerm SlippageSpread { get; init; } = SpreadTerm.ExactCost;

    public SpreadTerm PriceShiftSpread { get; init; } = SpreadTerm.None;

    public string Name => Key;

    /// <summary>Power-law decay admits no price manipulation by round trips when δ + β ≥ 1 (Gatheral 2010): only then may a schedule be optimised on it.</summary>
    public bool IsAdmissible => RateExponent + DecayExponent >= 1;

    /// <summary>β = (1 − γ)/2 where the sign autocorrelation decays as l^−γ: the decay that keeps prices diffusive.</summary>
    public static double DecayFromSignAutocorrelation(double gamma) => 0.5 * (1 - gamma);

    public double PeakBps(in LawInput order) => Y * PeakUnitBps(order, RateExponent, DecayExponent);

    public double SlippageBps(in LawInput order)
    {
        double peak = PeakBps(order);
        return SlippageSpread.Bps(order)
            + TakerPart.SlippageBps(order.TakerFraction, RateExponent, peak / (2 - DecayExponent), peak * LastingShare(order, DecayExponent));
    }

    public double PriceShiftBps(in LawInput order) => PriceShiftSpread.Bps(order) + PeakBps(order) * LastingShare(order, DecayExponent);

    /// <summary>Share of the peak that is there at z = t/T ≥ 0: growth up to z = 1, relaxation after.</summary>
    public double Relaxation(double z) => Relaxation(z, DecayExponent);

    internal static double Relaxation(double z, double decay) => Math.Pow(z, 1 - decay) - (z > 1 ? Math.Pow(z - 1, 1 - decay) : 0);

    internal static double PeakUnitBps(in LawInput order, double rateExponent, double decay) =>
        PowerTerm.UnitBps(order, rateExponent) * Math.Pow(LawConventions.HorizonDays(order), 1 - decay - rateExponent);

    /// <summary>What is left of the peak at the lag after the last fill.</summary>
    internal static double LastingShare(in LawInput order, double decay) =>
        Relaxation(1 + LawConventions.LagDays(order) / LawConventions.HorizonDays(order), decay);

    void IImpactLaw.Write(BinaryWriter writer)
    {
        foreach (double value in (ReadOnlySpan<double>)[Y, RateExponent, DecayExponent])
            writer.Write(value);
        SlippageSpread.Write(writer);
        PriceShiftSpread.Write(writer);
    }

    internal static PropagatorLaw Read(BinaryReader reader) => new()
    {
        Y = reader.ReadDouble(),
        RateExponent = reader.ReadDouble(),
        DecayExponent = reader.ReadDouble(),
        SlippageSpread = SpreadTerm.Read(reader),
        PriceShiftSpread = SpreadTerm.Read(reader),
    };
}
