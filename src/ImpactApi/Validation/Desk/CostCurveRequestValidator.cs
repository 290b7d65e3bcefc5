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
        this.Check(r => r.Strategy, s => s is null or "aggressive" or "balanced" or "passive", "is not a strategy");
        this.Check(r => r.TakerFraction, f => f is null or (>= 0 and <= 1), "is not a fraction");
        this.AtMostOne(r => r.TakerFraction, r => r.Strategy is null || r.TakerFraction is null, "strategy and takerFraction");
        this.Check(r => r.AsOf, t => t is null or WireTime.Latest || WireTime.TryParse(t, out _), "is not a time");
        this.CheckEach(r => r.ThresholdsBps, EstimateLimits.ThresholdCountMax, x => Math.Abs(x) <= EstimateLimits.ThresholdBpsMax);
        this.CheckEach(r => r.Levels, EstimateLimits.LevelCountMax, x => x is > 0 and < 1);
        RuleFor(r => r.MarketState!).SetValidator(new MarketStateRequestValidator()).When(r => r.MarketState is not null);
    }
}
