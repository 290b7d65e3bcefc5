using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>θ = (Y, lasting Y), no exponent.</summary>
internal sealed class SquareRootTemplate : LawTemplate
{
    /// <summary>Y is known to a factor of ten.</summary>
    private const double PrefactorWidth = 2;

    public override ImmutableArray<PriorValue> Exponents => [];

    public override ImmutableArray<PriorValue> Coefficients =>
        [PriorValue.Coefficient(1, PrefactorWidth), PriorValue.Coefficient(SquareRootLaw.AverageOverPeak, PrefactorWidth)];

    public override ImmutableArray<string> ReportNames => ["Y", "lastingY"];

    public override void Slippage(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        double unit = SquareRootLaw.UnitBps(order);
        double weight = TakerPart.Weight(order.TakerFraction, SquareRootLaw.Exponent);
        basis[0] = weight * SquareRootLaw.AverageOverPeak * unit;
        basis[1] = (1 - weight) * 0.5 * unit;
    }

    public override void PriceShift(in LawInput order, ReadOnlySpan<double> exponents, Span<double> basis)
    {
        basis[0] = 0;
        basis[1] = SquareRootLaw.UnitBps(order);
    }

    public override double[] Report(ReadOnlySpan<double> exponents, ReadOnlySpan<double> coefficients) => coefficients.ToArray();

    public override IImpactLaw Build(ReadOnlySpan<double> reported, SpreadTerm slippageSpread, SpreadTerm priceShiftSpread) =>
        new SquareRootLaw { Y = reported[0], LastingY = reported[1], SlippageSpread = slippageSpread, PriceShiftSpread = priceShiftSpread };
}
