using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using FluentValidation;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Rules that say what is wrong and, from the contract's <see cref="ExpectedAttribute"/>, what would be right.</summary>
internal static class Rules
{
    /// <summary>A rule for one field of the contract; its failures carry the field's expected text.</summary>
    public static void Check<T, TValue>(this AbstractValidator<T> validator, Expression<Func<T, TValue>> field, Func<TValue, bool> valid, string fault)
    {
        (string name, string expected) = Describe(field.Body);
        validator.RuleFor(field).Must(valid).WithMessage($"{name} {fault}; expected {expected}").WithState(_ => expected);
    }

    /// <summary>A rule for the number of entries of an array, then one for each entry; an array that is too long is not looked into.</summary>
    public static void CheckEach<T>(this AbstractValidator<T> validator, Expression<Func<T, double[]?>> field, int countMax, Func<double, bool> valid)
    {
        (string name, string expected) = Describe(field.Body);
        Func<T, double[]?> values = field.Compile();
        validator.RuleFor(field).Must(v => v is null || v.Length <= countMax).WithMessage($"{name} has too many entries; expected {expected}").WithState(_ => expected);
        Expression<Func<T, IEnumerable<double>>> entries = Expression.Lambda<Func<T, IEnumerable<double>>>(field.Body, field.Parameters);
        validator.RuleForEach(entries)
            .Must(valid)
            .When(r => values(r) is { } given && given.Length <= countMax)
            .WithMessage($"{name} has an entry out of range; expected {expected}")
            .WithState(_ => expected);
    }

    /// <summary>What is asked of a distribution: chances of exceeding costs, and quantiles.</summary>
    public static void CheckQuestions<T>(this AbstractValidator<T> validator, Expression<Func<T, double[]?>> thresholdsBps, Expression<Func<T, double[]?>> levels)
    {
        validator.CheckEach(thresholdsBps, EstimateLimits.ThresholdCountMax, x => Math.Abs(x) <= EstimateLimits.ThresholdBpsMax);
        validator.CheckEach(levels, EstimateLimits.LevelCountMax, x => x is > 0 and < 1);
    }

    public static bool IsDecimalIn(string? text, double min, double max) =>
        text is null || (DecimalText.TryParse(text, out decimal value) && (double)value >= min && (double)value <= max);

    public static bool IsIn(WireDecimal? number, double min, double max) => number is not { } given || (given.Value >= min && given.Value <= max);

    private static (string Name, string Expected) Describe(Expression body)
    {
        MemberInfo member = ((MemberExpression)body).Member;
        return (JsonNamingPolicy.CamelCase.ConvertName(member.Name), FieldText.ExpectedOf(member));
    }
}
