using System.ComponentModel;
using ImpactService.ImpactApi.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Which stored estimate.</summary>
internal sealed record EstimateLookup(
    [property: FromRoute(Name = "id"), Description("The answer's estimateId.")] string Id,
    [property: FromQuery(Name = "replay"), Description("true: recompute from the stored feature vector; full: rebuild the features from the market data; false or absent: the stored answer.")] string? Replay)
    : IRequestPart
{
    public Guid EstimateId => Guid.Parse(Id);

    public Refusal? Check(IServiceProvider services) => LookupFaults.Refuse(
        LookupFaults.Unless(Guid.TryParseExact(Id, "D", out _), "/path/id", Id, "a UUID such as 01936d2e-5c00-7000-8000-000000000000"),
        LookupFaults.Unless(Replay is null or "true" or "false" or "full", "/query/replay", Replay, "true, false or full"));
}

/// <summary>Which instrument.</summary>
internal sealed record InstrumentLookup([property: FromRoute(Name = "symbol"), Description("Symbol; a slash is sent as %2F.")] string Symbol) : IRequestPart
{
    public string InstrumentSymbol => Symbols.FromPath(Symbol);

    public Refusal? Check(IServiceProvider services) => LookupFaults.Refuse(LookupFaults.UnlessSymbol(Symbol));
}

/// <summary>Which instrument, when.</summary>
internal sealed record FeaturesLookup(
    [property: FromRoute(Name = "symbol"), Description("Symbol; a slash is sent as %2F.")] string Symbol,
    [property: FromQuery(Name = "asOf"), Description("RFC 3339, latest (the last event of the instrument), or absent (now).")] string? AsOf)
    : IRequestPart
{
    public string InstrumentSymbol => Symbols.FromPath(Symbol);

    public Refusal? Check(IServiceProvider services) => LookupFaults.Refuse(
        LookupFaults.UnlessSymbol(Symbol),
        LookupFaults.Unless(AsOf is null or WireTime.Latest || WireTime.TryParse(AsOf, out _), "/query/asOf", AsOf, WireTime.Expected));
}

internal static class LookupFaults
{
    public static FieldError? UnlessSymbol(string segment) =>
        Unless(Symbols.IsValid(Symbols.FromPath(segment)), "/path/symbol", segment, "a symbol of 1 to 32 characters of A-Z, a-z, 0-9, '.', '-', '_' and '/' (sent as %2F)");

    public static FieldError? Unless(bool valid, string pointer, string? value, string expected) => valid ? null : new FieldError
    {
        Pointer = pointer,
        Value = value is null ? null : FieldText.Cut(value),
        Expected = expected,
        Message = $"{pointer[(pointer.LastIndexOf('/') + 1)..]} is not valid; expected {expected}",
    };

    public static Refusal? Refuse(params FieldError?[] faults) => faults.OfType<FieldError>().ToArray() is { Length: > 0 } found ? Refusal.Invalid(found) : null;
}
