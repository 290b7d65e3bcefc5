using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>φ = (a2, a3, a4) within Kissell's bounds, θ = (a1·b1, a1·(1 − b1)), so b1 in [0, 1]: price shifts that outlast their cost (flow that goes on) need more than his b1 ≥ 0.7 allows.</summary>
internal sealed class IStarTemplate : LawTemplate
{
    private const double TemporaryWidth = 700;

    private const double PermanentWidth = 100;

    public override ImmutableArray<PriorValue> Exponents =>
        [PriorValue.Exponent(0.55, 0.1, 1), PriorValue.Exponent(0.71, 0.1, 1), PriorValue.Exponent(0.50, 0.1, 1)];

    public override ImmutableArray<PriorValue> Coefficients =>
        [PriorValue.Coefficient(708 * 0.98, TemporaryWidth), PriorValue.Coefficient(708 * 0.02, PermanentWidth)];

    public override ImmutableArray<string> ReportNames => ["a1", "a2", "a3", "a4", "b1"];

    public override void Slippage(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        double unit = IStarLaw.UnitBps(order, exponents[0], exponents[1]);
        basis[0] = unit * IStarLaw.TemporaryShare(order, exponents[0], exponents[2]);
        basis[1] = unit;
    }

    public override void PriceShift(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        basis[0] = 0;
        basis[1] = 2 * IStarLaw.UnitBps(order, exponents[0], exponents[1]);
    }

    public override double[] Report(ReadOnlySpan<double> exponents, ReadOnlySpan<double> coefficients)
    {
        double a1 = coefficients[0] + coefficients[1];
        return [a1, exponents[0], exponents[1], exponents[2], a1 > 0 ? coefficients[0] / a1 : 1];
    }

    public override IImpactLaw Build(ReadOnlySpan<double> reported, SpreadTerm slippageSpread, SpreadTerm priceShiftSpread) => new IStarLaw
    {
        A1 = reported[0],
        A2 = reported[1],
        A3 = reported[2],
        A4 = reported[3],
        B1 = reported[4],
        SlippageSpread = slippageSpread,
        PriceShiftSpread = priceShiftSpread,
    };
}
