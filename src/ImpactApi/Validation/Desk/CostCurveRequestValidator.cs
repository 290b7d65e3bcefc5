using FluentValidation;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>Everything about a surface that can be judged without a market.</summary>
internal sealed class CostCurveRequestValidator : AbstractValidator<CostCurveRequest>
{
    public CostCurveRequestValidator()
    {
        this.Check(r => r.Instrument, s => s is not null && Symbols.IsValid(s), "is not a symbol");
        this.Check(r => r.Side, s => s is "buy" or "sell", "is not a side");
        this.CheckTexts(r => r.Quantities, q => Rules.IsDecimalIn(q, EstimateLimits.QuantityMin, EstimateLimits.QuantityMax));
        this.CheckTexts(r => r.Notionals, n => Rules.IsDecimalIn(n, EstimateLimits.QuantityMin, EstimateLimits.NotionalMax));
        this.CheckTexts(r => r.AdvFractions, f => Rules.IsDecimalIn(f, EstimateLimits.QuantityMin, EstimateLimits.AdvFractionMax));
        this.CheckTexts(r => r.Horizons, DeskLimits.IsDuration);
        this.CheckEach(r => r.Participations, DeskLimits.AxisMax, p => p is > 0 and <= 1);
        this.Check(r => r.Participations, p => p is null || p.Length > 0, "has no entry");
        this.AtMostOne(r => r.Notionals, r => r.Quantities is null || r.Notionals is null, "quantities and notionals");
        this.AtMostOne(r => r.AdvFractions, r => r.AdvFractions is null || (r.Quantities is null && r.Notionals is null), "advFractions and another size");
        this.AtMostOne(r => r.Participations, r => r.Horizons is null || r.Participations is null, "horizons and participations");
        this.CheckStrategy(r => r.Strategy, r => r.TakerFraction);
        this.Check(r => r.AsOf, t => t is null or WireTime.Latest || WireTime.TryParse(t, out _), "is not a time");
        this.CheckQuestions(r => r.ThresholdsBps, r => r.Levels);
        RuleFor(r => r.MarketState!).SetValidator(new MarketStateRequestValidator()).When(r => r.MarketState is not null);
    }
}
