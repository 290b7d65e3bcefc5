using FluentValidation;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>What is common to all lines of a basket; the lines' own values are judged one by one, later.</summary>
internal sealed class BasketRequestValidator : AbstractValidator<BasketRequest>
{
    public BasketRequestValidator()
    {
        this.Check(r => r.Lines, lines => lines is { Count: >= 1 and <= DeskLimits.BasketLinesMax } && lines.All(l => l is not null), "is missing, empty, too long, or has an entry that is null");
        this.Check(r => r.Horizon, h => h is not null && DeskLimits.IsDuration(h), "is not a duration in range");
        this.CheckStrategy(r => r.Strategy, r => r.TakerFraction);
        this.Check(r => r.AsOf, t => t is null or WireTime.Latest || WireTime.TryParse(t, out _), "is not a time");
        this.Check(r => r.Currency, c => c is null || IsCurrency(c), "is not a currency");
        this.Check(r => r.CurrencyRates, AreRates, "has a rate that is not positive, or too many");
        this.Check(r => r.Seed, s => s is null or (>= 0 and <= DeskLimits.SeedMax), "is not a seed");
        this.CheckQuestions(r => r.ThresholdsBps, r => r.Levels);
    }

    private static bool IsCurrency(string text) => text.Length is >= 1 and <= 16 && text.All(char.IsAsciiLetterOrDigit);

    private static bool AreRates(IReadOnlyDictionary<string, WireDecimal>? rates) =>
        rates is null || (rates.Count <= DeskLimits.RatesMax && rates.All(r => IsCurrency(r.Key) && r.Value.Value >= EstimateLimits.PriceMin && r.Value.Value <= EstimateLimits.PriceMax));
}
