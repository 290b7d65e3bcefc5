namespace ImpactService.ImpactModels.Market;

/// <summary>
/// A tradable instrument. <paramref name="Symbol"/> is its key on the wire (1–32 of A–Z, 0–9, '.', '-', '_', '/', case-sensitive).
/// <paramref name="TickSize"/> and <paramref name="LotSize"/> are in price and quantity units;
/// <paramref name="SharesOutstanding"/> is Θ of Almgren et al. 2005, null where it has no meaning (crypto) or is unknown.
/// </summary>
public sealed record Instrument(
    string Symbol,
    TradingCalendar Calendar,
    string Currency = "USD",
    double? TickSize = null,
    double? LotSize = null,
    double? SharesOutstanding = null);
