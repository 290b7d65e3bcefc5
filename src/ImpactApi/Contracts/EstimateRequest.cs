using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What an order would cost: the order, the moment, and what to say about the cost.</summary>
internal sealed record EstimateRequest
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

    /// <summary>Time over which the order is worked, an ISO 8601 duration; PT0S is one sweep. It must end within the session of asOf.</summary>
    /// <example>PT1H</example>
    [Expected("an ISO 8601 duration of days, hours, minutes and seconds such as PT1H, PT90M or PT0S (one sweep), at most P31D")]
    [Required]
    public string? Horizon { get; init; }

    /// <summary>aggressive (taker fraction 1), balanced (0.5) or passive (0.1). Balanced when neither this nor takerFraction is given; the answer says so.</summary>
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

    /// <summary>Costs in bps whose probability of being exceeded is wanted, at most 50; 5, 10 and 25 when absent.</summary>
    /// <example>[5, 10, 25]</example>
    [Expected("an array of at most 50 numbers from -1000000 to 1000000 such as [5, 10, 25]")]
    [MaxLength(50)]
    public double[]? ThresholdsBps { get; init; }

    /// <summary>Quantile levels above 0 and below 1, at most 50; the 17 trained levels when absent.</summary>
    /// <example>[0.05, 0.5, 0.95]</example>
    [Expected("an array of at most 50 numbers above 0 and below 1 such as [0.05, 0.5, 0.95]")]
    [MaxLength(50)]
    public double[]? Levels { get; init; }

    /// <summary>A limit on the average price. The forecast is of the order without it; the answer's limit says how far it is from arrival and how likely the cost is to pass it.</summary>
    [Expected("a price above 0 and up to 1000000000000, a decimal string or a number, such as \"185.50\"")]
    public WireDecimal? LimitPrice { get; init; }

    /// <summary>Explicit fees, added to the mean as a step of their own.</summary>
    [Expected("an object with exactly one of bps and perUnit such as {\"bps\": \"0.5\"}")]
    public FeesRequest? Fees { get; init; }

    /// <summary>Overrides of the market state, for an instrument without history or for a what-if.</summary>
    [Expected("an object with any of advUnits, dailyVolatility, halfSpreadBps and price")]
    public MarketStateRequest? MarketState { get; init; }

    /// <summary>Adds the explanation: which groups of features moved the mean, and by how much.</summary>
    [Expected("true or false")]
    public bool? Explain { get; init; }
}

/// <summary>Fees and taxes; exactly one member. Negative is a rebate.</summary>
internal sealed record FeesRequest
{
    /// <summary>Of the traded value, in bps.</summary>
    /// <example>0.5</example>
    [Expected("a number of bps from -1000 to 1000, a decimal string or a JSON number, such as \"0.5\"")]
    public WireDecimal? Bps { get; init; }

    /// <summary>In currency for each unit traded.</summary>
    [Expected("an amount per unit from -1000000 to 1000000, a decimal string or a JSON number, such as \"0.0035\"")]
    public WireDecimal? PerUnit { get; init; }
}

/// <summary>What the caller knows better than the store; each member replaces the measured value.</summary>
internal sealed record MarketStateRequest
{
    /// <summary>Average daily volume in units.</summary>
    [Expected("a volume above 0 and up to 1000000000000000, a decimal string or a number, such as \"4000000\"")]
    public WireDecimal? AdvUnits { get; init; }

    /// <summary>Close-to-close standard deviation of daily log returns, a fraction: 0.02 is 2 %.</summary>
    [Expected("a fraction from 0.000001 to 10, a decimal string or a number, such as \"0.02\"")]
    public WireDecimal? DailyVolatility { get; init; }

    /// <summary>(ask − bid)/2/mid in bps.</summary>
    [Expected("bps from 0 to 5000, a decimal string or a number, such as \"1.5\"")]
    public WireDecimal? HalfSpreadBps { get; init; }

    /// <summary>Arrival mid price in the currency of the instrument.</summary>
    [Expected("a price above 0 and up to 1000000000000, a decimal string or a number, such as \"185.50\"")]
    public WireDecimal? Price { get; init; }
}
