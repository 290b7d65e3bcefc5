using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>φ = (γ_J, γ_I), θ = (Y_J, Y_I).</summary>
internal sealed class PowerTemplate : LawTemplate
{
    private const double PrefactorWidth = 2;

    public override ImmutableArray<PriorValue> Exponents => [PriorValue.Exponent(0.5, 0.05, 1.2), PriorValue.Exponent(0.5, 0.05, 1.2)];

    public override ImmutableArray<PriorValue> Coefficients =>
        [PriorValue.Coefficient(SquareRootLaw.AverageOverPeak, PrefactorWidth), PriorValue.Coefficient(SquareRootLaw.AverageOverPeak, PrefactorWidth)];

    public override ImmutableArray<string> ReportNames => ["slippageY", "slippageGamma", "priceShiftY", "priceShiftGamma"];

    public override void Slippage(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        double weight = TakerPart.Weight(order.TakerFraction, exponents[0]);
        basis[0] = weight * PowerTerm.UnitBps(order, exponents[0]);
        basis[1] = weight < 1 ? (1 - weight) * 0.5 * PowerTerm.UnitBps(order, exponents[1]) : 0;
    }

    public override void PriceShift(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        basis[0] = 0;
        basis[1] = PowerTerm.UnitBps(order, exponents[1]);
    }

    public override double[] Report(ReadOnlySpan<double> exponents, ReadOnlySpan<double> coefficients) =>
        [coefficients[0], exponents[0], coefficients[1], exponents[1]];

    public override IImpactLaw Build(ReadOnlySpan<double> reported, SpreadTerm slippageSpread, SpreadTerm priceShiftSpread) => new PowerLaw
    {
        Slippage = new PowerTerm(reported[0], reported[1]),
        PriceShift = new PowerTerm(reported[2], reported[3]),
        SlippageSpread = slippageSpread,
        PriceShiftSpread = priceShiftSpread,
    };
}
