using FluentValidation;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>Everything about quotes that can be judged without a market.</summary>
internal sealed class RfqRequestValidator : AbstractValidator<RfqRequest>
{
    public RfqRequestValidator()
    {
        this.Check(r => r.Order, o => o is not null, "is required");
        RuleFor(r => r.Order!).SetValidator(new OrderRequestValidator()).When(r => r.Order is not null);
        this.Check(r => r.Quotes, q => q is null || (q.Count <= DeskLimits.QuotesMax && q.All(x => x is not null)), "has too many entries or one that is null");
        RuleForEach(r => r.Quotes).SetValidator(new QuoteRequestValidator()).When(r => r.Quotes is { Count: <= DeskLimits.QuotesMax } quotes && quotes.All(q => q is not null));
        this.Check(r => r.DealersAsked, d => d is null or (>= 0 and <= DeskLimits.DealersMax), "is not a number of dealers");
        RuleFor(r => r.DealersAsked)
            .Must((request, asked) => asked is null || asked >= (request.Quotes?.Count ?? 0))
            .WithMessage("fewer dealers were asked than have quoted")
            .WithState(r => $"a whole number of at least {r.Quotes?.Count ?? 0}");
        this.Check(r => r.History, h => h is null || (h.Count <= DeskLimits.HistoryMax && h.All(x => x is not null)), "has too many entries or one that is null");
        RuleForEach(r => r.History).SetValidator(new QuoteMarkOutRequestValidator()).When(r => r.History is { Count: <= DeskLimits.HistoryMax } history && history.All(h => h is not null));
        this.Check(r => r.RiskWeight, w => w is null or (>= 0 and <= DeskLimits.RiskWeightMax), "is not a weight in range");
        this.CheckEach(r => r.RiskLevels, EstimateLimits.LevelCountMax, x => x is > 0 and < 1);
        this.CheckEach(r => r.Levels, EstimateLimits.LevelCountMax, x => x is > 0 and < 1);
    }
}

internal sealed class QuoteRequestValidator : AbstractValidator<QuoteRequest>
{
    public QuoteRequestValidator()
    {
        this.Check(q => q.Dealer, d => d is { Length: >= 1 and <= DeskLimits.NameLengthMax }, "is not a name");
        this.Check(q => q.Price, p => p is not null && Rules.IsIn(p, EstimateLimits.PriceMin, EstimateLimits.PriceMax), "is not a price in range");
    }
}

internal sealed class QuoteMarkOutRequestValidator : AbstractValidator<QuoteMarkOutRequest>
{
    public QuoteMarkOutRequestValidator()
    {
        this.Check(m => m.DealersAsked, d => d is >= 1 and <= DeskLimits.DealersMax, "is not a number of dealers");
        this.Check(m => m.MarkOutBps, b => b is { } bps && Math.Abs(bps) <= DeskLimits.MarkOutBpsMax, "is not a mark-out in range");
    }
}
