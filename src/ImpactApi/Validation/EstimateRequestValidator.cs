using FluentValidation;
using FluentValidation.Results;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Everything about an order that can be judged without a market.</summary>
internal sealed class EstimateRequestValidator : AbstractValidator<EstimateRequest>
{
    private static readonly string[] strategies = ["aggressive", "balanced", "passive"];

    public EstimateRequestValidator()
    {
        CheckOrder();
        CheckSize();
        CheckWay();
        CheckQuestions();
        RuleFor(r => r.Fees!).SetValidator(new FeesRequestValidator()).When(r => r.Fees is not null);
        RuleFor(r => r.MarketState!).SetValidator(new MarketStateRequestValidator()).When(r => r.MarketState is not null);
    }

    public override ValidationResult Validate(ValidationContext<EstimateRequest> context) => PlainRequest.IsValid(context.InstanceToValidate) ? new ValidationResult() : base.Validate(context);

    private void CheckOrder()
    {
        this.Check(r => r.Instrument, s => s is not null, "is required");
        this.Check(r => r.Instrument, s => s is null || Symbols.IsValid(s), "is not a symbol");
        this.Check(r => r.Side, s => s is not null, "is required");
        this.Check(r => r.Side, s => s is null or "buy" or "sell", "is not a side");
        this.Check(r => r.LimitPrice, p => Rules.IsIn(p, EstimateLimits.PriceMin, EstimateLimits.PriceMax), "is not a price in range");
    }

    private void CheckSize()
    {
        RuleFor(r => r)
            .Must(r => Count(r.Quantity, r.Notional, r.AdvFraction) == 1)
            .OverridePropertyName(nameof(EstimateRequest.Quantity))
            .WithMessage(r => $"{Count(r.Quantity, r.Notional, r.AdvFraction)} of quantity, notional and advFraction are given; give exactly one")
            .WithState(_ => "exactly one of quantity, notional and advFraction");
        this.Check(r => r.Quantity, q => Rules.IsDecimalIn(q, EstimateLimits.QuantityMin, EstimateLimits.QuantityMax), "is not a size in range");
        this.Check(r => r.Notional, n => Rules.IsDecimalIn(n, EstimateLimits.QuantityMin, EstimateLimits.NotionalMax), "is not a value in range");
        this.Check(r => r.AdvFraction, f => Rules.IsDecimalIn(f, EstimateLimits.QuantityMin, EstimateLimits.AdvFractionMax), "is not a fraction in range");
    }

    private void CheckWay()
    {
        this.Check(r => r.Horizon, h => h is not null, "is required");
        RuleFor(r => r.Horizon)
            .Must(h => IsoDuration.TryParse(h, out double seconds, out _) && seconds <= EstimateLimits.HorizonSecondsMax)
            .When(r => r.Horizon is not null)
            .WithMessage(r => $"horizon: {HorizonFault(r.Horizon)}; expected {IsoDuration.Expected}, at most P31D")
            .WithState(_ => $"{IsoDuration.Expected}, at most P31D");
        this.Check(r => r.Strategy, s => s is null || strategies.Contains(s), "is not a strategy");
        this.Check(r => r.TakerFraction, f => f is null || f is >= 0 and <= 1, "is not a fraction");
        RuleFor(r => r.TakerFraction)
            .Null()
            .When(r => r.Strategy is not null)
            .WithMessage("strategy and takerFraction are both given; give one of them, or none for balanced")
            .WithState(_ => "strategy or takerFraction, not both");
        this.Check(r => r.AsOf, t => t is null or WireTime.Latest || WireTime.TryParse(t, out _), "is not a time");
    }

    private void CheckQuestions()
    {
        this.CheckEach(r => r.ThresholdsBps, EstimateLimits.ThresholdCountMax, x => Math.Abs(x) <= EstimateLimits.ThresholdBpsMax);
        this.CheckEach(r => r.Levels, EstimateLimits.LevelCountMax, x => x is > 0 and < 1);
    }

    private static int Count(params ReadOnlySpan<string?> sizes)
    {
        int given = 0;
        foreach (string? size in sizes)
            given += size is null ? 0 : 1;
        return given;
    }

    private static string HorizonFault(string? horizon) => IsoDuration.TryParse(horizon, out _, out string fault) ? "it is too long" : fault;
}

internal sealed class FeesRequestValidator : AbstractValidator<FeesRequest>
{
    public FeesRequestValidator()
    {
        RuleFor(f => f.Bps)
            .Must((fees, _) => fees.Bps.HasValue != fees.PerUnit.HasValue)
            .WithMessage("fees take exactly one of bps and perUnit")
            .WithState(_ => "exactly one of bps and perUnit");
        this.Check(f => f.Bps, b => Rules.IsIn(b, -EstimateLimits.FeesBpsMax, EstimateLimits.FeesBpsMax), "is not a number in range");
        this.Check(f => f.PerUnit, p => Rules.IsIn(p, -EstimateLimits.FeesPerUnitMax, EstimateLimits.FeesPerUnitMax), "is not a number in range");
    }
}

internal sealed class MarketStateRequestValidator : AbstractValidator<MarketStateRequest>
{
    public MarketStateRequestValidator()
    {
        this.Check(m => m.AdvUnits, v => Rules.IsIn(v, EstimateLimits.AdvUnitsMin, EstimateLimits.AdvUnitsMax), "is not a volume in range");
        this.Check(m => m.DailyVolatility, v => Rules.IsIn(v, EstimateLimits.DailyVolatilityMin, EstimateLimits.DailyVolatilityMax), "is not a volatility in range");
        this.Check(m => m.HalfSpreadBps, v => Rules.IsIn(v, 0, EstimateLimits.HalfSpreadBpsMax), "is not a spread in range");
        this.Check(m => m.Price, v => Rules.IsIn(v, EstimateLimits.PriceMin, EstimateLimits.PriceMax), "is not a price in range");
    }
}
