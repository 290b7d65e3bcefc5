using System.Linq.Expressions;
using FluentValidation;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>Bounds of what the desk's endpoints may be asked for in one request.</summary>
internal static class DeskLimits
{
    /// <summary>Rows of a table that a trader still reads.</summary>
    public const int WaysMax = 50;

    public const int NameLengthMax = 64;

    /// <summary>Entries of one axis of a surface: 50 × 50 points are the most that one answer carries.</summary>
    public const int AxisMax = 50;

    /// <summary>A bp of risk that is worth more than a hundred of mean ranks by risk alone.</summary>
    public const double RiskWeightMax = 100;

    /// <summary>A slice of less is a child order's life, not a plan's.</summary>
    public const double SliceSecondsMin = 10;

    public const double SliceSecondsMax = 86_400;

    /// <summary>Three hours in slices of 45 seconds; more is no plan that anybody reads.</summary>
    public const int SlicesMax = 240;

    /// <summary>Windows of one day.</summary>
    public const int WindowsMax = 20;

    public const double RiskAversionMax = 1_000;

    public const double AlphaBpsPerHourMax = 10_000;

    public const double OpportunityCostBpsMax = 100_000;

    public const int BasketLinesMax = 2_000;

    /// <summary>Currencies beside that of the totals.</summary>
    public const int RatesMax = 100;

    /// <summary>2^53 − 1: the largest whole number that JSON keeps in every language.</summary>
    public const long SeedMax = 9_007_199_254_740_991;

    public const int QuotesMax = 50;

    public const int DealersMax = 1_000;

    public const int HistoryMax = 10_000;

    public const double MarkOutBpsMax = 10_000;

    /// <summary>A fifth of the price from the mid is no quote for this order.</summary>
    public const double QuoteCostBpsMax = 2_000;

    public static bool IsDuration(string? text) => text is null || (IsoDuration.TryParse(text, out double seconds, out _) && seconds <= EstimateLimits.HorizonSecondsMax);

    /// <summary>A rule for an array of texts: 1 to <see cref="AxisMax"/> of them, none null, each valid; the failure is at the entry.</summary>
    public static void CheckTexts<T>(this AbstractValidator<T> validator, Expression<Func<T, string[]?>> field, Func<string?, bool> valid)
    {
        validator.Check(field, v => v is null || v.Length is >= 1 and <= AxisMax, "has no entry or too many");
        Func<T, string[]?> values = field.Compile();
        string expected = FieldText.ExpectedOf(((MemberExpression)field.Body).Member);
        Expression<Func<T, IEnumerable<string>>> entries = Expression.Lambda<Func<T, IEnumerable<string>>>(field.Body, field.Parameters);
        validator.RuleForEach(entries)
            .Must(text => text is not null && valid(text))
            .When(r => values(r) is { Length: <= AxisMax })
            .WithMessage($"an entry is not valid; expected {expected}")
            .WithState(_ => expected);
    }

    /// <summary>A rule for two members of which at most one may be given; it fails at the given one.</summary>
    public static void AtMostOne<T, TValue>(this AbstractValidator<T> validator, Expression<Func<T, TValue>> field, Func<T, bool> valid, string both) =>
        validator.RuleFor(field)
            .Must((request, _) => valid(request))
            .WithMessage($"{both} are both given; give one of them, or neither")
            .WithState(_ => $"{both.Replace(" and ", " or ", StringComparison.Ordinal)}, not both");

    /// <summary>How an order is worked: a named strategy or a taker fraction.</summary>
    public static void CheckStrategy<T>(this AbstractValidator<T> validator, Expression<Func<T, string?>> strategy, Expression<Func<T, double?>> takerFraction)
    {
        (Func<T, string?> named, Func<T, double?> fraction) = (strategy.Compile(), takerFraction.Compile());
        validator.Check(strategy, s => s is null or "aggressive" or "balanced" or "passive", "is not a strategy");
        validator.Check(takerFraction, f => f is null or (>= 0 and <= 1), "is not a fraction");
        validator.AtMostOne(takerFraction, r => named(r) is null || fraction(r) is null, "strategy and takerFraction");
    }
}
