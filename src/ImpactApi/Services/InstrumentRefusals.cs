using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.ImpactApi.Services;

/// <summary>What is said of symbols that nobody knows.</summary>
internal static class InstrumentRefusals
{
    public static Refusal Unknown(string pointer, string symbol)
    {
        FieldError error = new()
        {
            Pointer = pointer,
            Value = FieldText.Cut(symbol),
            Expected = "a symbol of /v1/instruments; upper and lower case differ",
            Message = $"there is no instrument '{FieldText.Cut(symbol)}'",
        };
        return new Refusal(ProblemCode.UnknownInstrument, error.Message) { Errors = [error] };
    }
}
