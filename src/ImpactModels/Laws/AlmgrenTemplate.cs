using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>θ = (γ, η); the exponents stay as published, so that the coefficients can be compared with the paper's.</summary>
internal sealed class AlmgrenTemplate : LawTemplate
{
    private const double GammaWidth = 0.6;

    private const double EtaWidth = 0.3;

    public override ImmutableArray<PriorValue> Exponents => [];

    public override ImmutableArray<PriorValue> Coefficients => [PriorValue.Coefficient(0.314, GammaWidth), PriorValue.Coefficient(0.142, EtaWidth)];

    public override ImmutableArray<string> ReportNames => ["gamma", "eta"];

    public override void Slippage(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        basis[0] = 0.5 * AlmgrenLaw.ShiftUnitBps(order);
        basis[1] = TakerPart.Weight(order.TakerFraction, AlmgrenLaw.RateExponent) * AlmgrenLaw.TemporaryUnitBps(order);
    }

    public override void PriceShift(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        basis[0] = AlmgrenLaw.ShiftUnitBps(order);
        basis[1] = 0;
    }

    public override double[] Report(ReadOnlySpan<double> exponents, ReadOnlySpan<double> coefficients) => coefficients.ToArray();

    public override IImpactLaw Build(ReadOnlySpan<double> reported, SpreadTerm slippageSpread, SpreadTerm priceShiftSpread) =>
        new AlmgrenLaw { Gamma = reported[0], Eta = reported[1], SlippageSpread = slippageSpread, PriceShiftSpread = priceShiftSpread };
}
