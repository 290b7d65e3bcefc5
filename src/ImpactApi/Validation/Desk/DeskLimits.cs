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
}
