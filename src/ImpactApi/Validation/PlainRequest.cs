using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>
/// Recognises the questions that execution systems send: instrument, side, one size, horizon, and nothing that needs a closer look. What it passes the validator would pass too (a test
/// holds that), in a twentieth of the time; everything else goes to the validator, which can say what is wrong.
/// </summary>
internal static class PlainRequest
{
    public static bool IsValid(EstimateRequest r) =>
        r.Instrument is { } symbol && Symbols.IsValid(symbol)
        && (r.Side is "buy" or "sell")
        && IsSizeValid(r)
        && r.Horizon is { } horizon && IsoDuration.TryParse(horizon, out double seconds, out _) && seconds <= EstimateLimits.HorizonSecondsMax
        && (r.AsOf is null or WireTime.Latest)
        && IsWayValid(r)
        && r is { LimitPrice: null, Fees: null, MarketState: null, ThresholdsBps: null, Levels: null };

    private static bool IsWayValid(EstimateRequest r) => r.TakerFraction is { } taken
        ? r.Strategy is null && taken is >= 0 and <= 1
        : r.Strategy is null or "aggressive" or "balanced" or "passive";

    private static bool IsSizeValid(EstimateRequest r) => r switch
    {
        { Quantity: { } quantity, Notional: null, AdvFraction: null } => Rules.IsDecimalIn(quantity, EstimateLimits.QuantityMin, EstimateLimits.QuantityMax),
        { Quantity: null, Notional: { } notional, AdvFraction: null } => Rules.IsDecimalIn(notional, EstimateLimits.QuantityMin, EstimateLimits.NotionalMax),
        { Quantity: null, Notional: null, AdvFraction: { } fraction } => Rules.IsDecimalIn(fraction, EstimateLimits.QuantityMin, EstimateLimits.AdvFractionMax),
        _ => false,
    };
}
