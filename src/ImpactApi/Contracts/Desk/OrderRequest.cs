using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>An order whose ways of being traded are compared or planned; the members mean what they mean for an estimate.</summary>
internal sealed record OrderRequest
{
    /// <summary>Symbol of the instrument as /v1/instruments lists it; upper and lower case differ.</summary>
    /// <example>IBM</example>
    [Expected("a symbol of 1 to 32 characters of A-Z, a-z, 0-9, '.', '-', '_' and '/'")]
    [Required]
    public string? Instrument { get; init; }

    /// <summary>buy or sell.</summary>
    /// <example>buy</example>
    [Expected("\"buy\" or \"sell\"")]
    [Required]
    [AllowedValues("buy", "sell")]
    public string? Side { get; init; }

    /// <summary>Size in units of the instrument, a decimal string. Exactly one of quantity, notional and advFraction is given.</summary>
    /// <example>50000</example>
    [Expected("a decimal string above 0 and up to 1000000000000 units such as \"50000\"")]
    public string? Quantity { get; init; }

    /// <summary>Size in the currency of the instrument at the arrival price, a decimal string.</summary>
    [Expected("a decimal string above 0 and up to 1000000000000000 in the currency of the instrument such as \"1000000\"")]
    public string? Notional { get; init; }

    /// <summary>Size as a fraction of the average daily volume, a decimal string: "0.05" is 5 %.</summary>
    [Expected("a decimal string above 0 and up to 100 such as \"0.05\"")]
    public string? AdvFraction { get; init; }

    /// <summary>Time over which the order is worked, an ISO 8601 duration. It must end within the session of asOf.</summary>
    /// <example>PT1H</example>
    [Expected("an ISO 8601 duration of days, hours, minutes and seconds such as PT1H, PT90M or PT0S (one sweep), at most P31D")]
    [Required]
    public string? Horizon { get; init; }

    /// <summary>aggressive (taker fraction 1), balanced (0.5) or passive (0.1); balanced when neither this nor takerFraction is given.</summary>
    /// <example>balanced</example>
    [Expected("\"aggressive\", \"balanced\" or \"passive\"")]
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>Planned share of the order that crosses the spread, 0 to 1; instead of strategy.</summary>
    [Expected("a number from 0 to 1 such as 0.5")]
    [Range(0.0, 1.0)]
    public double? TakerFraction { get; init; }

    /// <summary>Arrival time: RFC 3339, "latest" (the last event of the instrument) or absent (now). Only what was known by then is used.</summary>
    /// <example>2013-10-10T15:00:00Z</example>
    [Expected("an RFC 3339 time with an offset such as 2013-10-10T15:00:00Z, or \"latest\", or nothing (now)")]
    public string? AsOf { get; init; }

    /// <summary>Overrides of the market state, for an instrument without history or for a what-if.</summary>
    [Expected("an object with any of advUnits, dailyVolatility, halfSpreadBps and price")]
    public MarketStateRequest? MarketState { get; init; }

    /// <summary>The same order as a question for an estimate: one validation and one way to the numbers for both.</summary>
    public EstimateRequest ToEstimate() => new()
    {
        Instrument = Instrument,
        Side = Side,
        Quantity = Quantity,
        Notional = Notional,
        AdvFraction = AdvFraction,
        Horizon = Horizon,
        Strategy = Strategy,
        TakerFraction = TakerFraction,
        AsOf = AsOf,
        MarketState = MarketState,
    };
}
