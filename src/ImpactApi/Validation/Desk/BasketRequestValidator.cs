using FluentValidation;
using FluentValidation.Results;
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
        this.Check(r => r.CurrencyRates, r => r is null || r.Count <= DeskLimits.RatesMax, "has too many entries");
        RuleFor(r => r.CurrencyRates).Custom((rates, context) => CheckRates(rates, context));
        this.Check(r => r.Seed, s => s is null or (>= 0 and <= DeskLimits.SeedMax), "is not a seed");
        this.CheckQuestions(r => r.ThresholdsBps, r => r.Levels);
    }

    private static bool IsCurrency(string text) => text.Length is >= 1 and <= 16 && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>The failure is at the rates, its value the rate that is none.</summary>
    private static void CheckRates(IReadOnlyDictionary<string, WireDecimal>? rates, ValidationContext<BasketRequest> context)
    {
        string expected = FieldText.ExpectedOf(typeof(BasketRequest).GetProperty(nameof(BasketRequest.CurrencyRates)));
        foreach ((string currency, WireDecimal rate) in (rates ?? new Dictionary<string, WireDecimal>()).Take(DeskLimits.RatesMax))
        {
            if (!IsCurrency(currency) || !Rules.IsIn(rate, EstimateLimits.PriceMin, EstimateLimits.PriceMax))
                context.AddFailure(new ValidationFailure(nameof(BasketRequest.CurrencyRates), $"currencyRates has an entry that is no rate; expected {expected}", $"{currency}={rate.Text}") { CustomState = expected });
        }
    }
}
