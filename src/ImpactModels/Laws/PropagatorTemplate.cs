using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>φ = (δ, β), θ = (Y).</summary>
internal sealed class PropagatorTemplate : LawTemplate
{
    private const double PrefactorWidth = 2;

    public override ImmutableArray<PriorValue> Exponents => [PriorValue.Exponent(0.5, 0.1, 1), PriorValue.Exponent(0.5, 0, 0.95)];

    public override ImmutableArray<PriorValue> Coefficients => [PriorValue.Coefficient(1, PrefactorWidth)];

    public override ImmutableArray<string> ReportNames => ["Y", "delta", "beta"];

    public override void Slippage(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        double decay = exponents[1];
        double peak = PropagatorLaw.PeakUnitBps(order, exponents[0], decay);
        basis[0] = TakerPart.SlippageBps(order.TakerFraction, exponents[0], peak / (2 - decay), peak * PropagatorLaw.LastingShare(order, decay));
    }

    public override void PriceShift(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis) =>
        basis[0] = PropagatorLaw.PeakUnitBps(order, exponents[0], exponents[1]) * PropagatorLaw.LastingShare(order, exponents[1]);

    public override double[] Report(ReadOnlySpan<double> exponents, ReadOnlySpan<double> coefficients) => [coefficients[0], exponents[0], exponents[1]];

    public override IImpactLaw Build(ReadOnlySpan<double> reported, SpreadTerm slippageSpread, SpreadTerm priceShiftSpread) => new PropagatorLaw
    {
        Y = reported[0],
        RateExponent = reported[1],
        DecayExponent = reported[2],
        SlippageSpread = slippageSpread,
        PriceShiftSpread = priceShiftSpread,
    };
}
