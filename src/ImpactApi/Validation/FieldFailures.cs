using System.Collections;
using System.Text.Json;
using FluentValidation.Results;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>What a validator found, on the wire.</summary>
internal static class FieldFailures
{
    public static Refusal ToRefusal(ValidationResult result) => Refusal.Invalid([.. result.Errors.Select(ToError)]);

    private static FieldError ToError(ValidationFailure failure) => new()
    {
        Pointer = Pointer(failure.PropertyName),
        Value = failure.AttemptedValue is string or ValueType or ICollection ? FieldText.Of(failure.AttemptedValue) : null,
        Expected = failure.CustomState as string ?? failure.ErrorMessage,
        Message = failure.ErrorMessage,
    };

    /// <summary>Fees.PerUnit becomes /fees/perUnit, Levels[3] becomes /levels/3.</summary>
    private static string Pointer(string path) =>
        string.Concat(path.Replace("[", ".", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal)
            .Split('.').Select(name => $"/{JsonNamingPolicy.CamelCase.ConvertName(name)}"));
}
