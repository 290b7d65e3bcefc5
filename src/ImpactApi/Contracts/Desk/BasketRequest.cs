using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>Up to 2,000 orders that are worked together over one horizon.</summary>
internal sealed record BasketRequest
{
    /// <summary>The orders. Lines of one instrument and side are added up before impact.</summary>
    [Expected("an array of 1 to 2000 objects with instrument, side and one of quantity, notional and advFraction")]
    [Required]
    [MaxLength(2000)]
    public IReadOnlyList<BasketLineRequest>? Lines { get; init; }

    /// <summary>Time over which every line is worked, an ISO 8601 duration. It must end within the session of each line's instrument.</summary>
    /// <example>PT1H</example>
    [Expected("an ISO 8601 duration of days, hours, minutes and seconds such as PT1H, PT90M or PT0S (one sweep), at most P31D")]
    [Required]
    public string? Horizon { get; init; }

    /// <summary>aggressive (taker fraction 1), balanced (0.5) or passive (0.1); balanced when neither this nor takerFraction is given.</summary>
    /// <example>balanced</example>
    [Expected("\"aggressive\", \"balanced\" or \"passive\"")]
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1; instead of strategy.</summary>
    [Expected("a number from 0 to 1 such as 0.5")]
    [Range(0.0, 1.0)]
    public double? TakerFraction { get; init; }

    /// <summary>Arrival time of every line: RFC 3339, "latest" (the last event of each instrument) or absent (now).</summary>
    /// <example>2013-10-10T15:00:00Z</example>
    [Expected("an RFC 3339 time with an offset such as 2013-10-10T15:00:00Z, or \"latest\", or nothing (now)")]
    public string? AsOf { get; init; }

    /// <summary>Currency of the totals; that of the first line that can be priced when absent.</summary>
    /// <example>USD</example>
    [Expected("a text of 1 to 16 letters and digits such as USD")]
    [MaxLength(16)]
    public string? Currency { get; init; }

    /// <summary>Price of one unit of each other currency in the currency of the totals. A line in a currency without a rate is refused.</summary>
    /// <example>{"EUR": "1.08"}</example>
    [Expected("an object of at most 100 positive rates by currency such as {\"EUR\": \"1.08\"}")]
    public IReadOnlyDictionary<string, WireDecimal>? CurrencyRates { get; init; }

    /// <summary>Seed of the draws behind the total's distribution; 1 when absent. The same basket, market and seed give the same answer.</summary>
    /// <example>1</example>
    [Expected("a whole number from 0 to 9007199254740991")]
    public long? Seed { get; init; }

    /// <summary>Costs in bps whose probability of being exceeded is wanted, at most 50; 10 when absent.</summary>
    /// <example>[10]</example>
    [Expected("an array of at most 50 numbers from -1000000 to 1000000 such as [5, 10, 25]")]
    [MaxLength(50)]
    public double[]? ThresholdsBps { get; init; }

    /// <summary>Quantile levels above 0 and below 1, at most 50; 0.05, 0.25, 0.5, 0.75 and 0.95 when absent.</summary>
    /// <example>[0.05, 0.5, 0.95]</example>
    [Expected("an array of at most 50 numbers above 0 and below 1 such as [0.05, 0.5, 0.95]")]
    [MaxLength(50)]
    public double[]? Levels { get; init; }

    /// <summary>True: answer at once whatever the size. False: as a job whatever the size. Absent: at once up to 250 lines, else as a job.</summary>
    [Expected("true or false")]
    public bool? Wait { get; init; }
}

/// <summary>One order of a basket. What is wrong with its values refuses the line, not the basket.</summary>
internal sealed record BasketLineRequest
{
    /// <summary>The client's name of the line; echoed.</summary>
    /// <example>A-1</example>
    [Expected("a text")]
    public string? Id { get; init; }

    /// <summary>Symbol of the instrument.</summary>
    /// <example>IBM</example>
    [Expected("a symbol of 1 to 32 characters of A-Z, a-z, 0-9, '.', '-', '_' and '/'")]
    public string? Instrument { get; init; }

    /// <summary>buy or sell.</summary>
    /// <example>buy</example>
    [Expected("\"buy\" or \"sell\"")]
    public string? Side { get; init; }

    /// <summary>Size in units, a decimal string. Exactly one of quantity, notional and advFraction is given.</summary>
    /// <example>5000</example>
    [Expected("a decimal string above 0 and up to 1000000000000 units such as \"50000\"")]
    public string? Quantity { get; init; }

    /// <summary>Size in the currency of the instrument at the arrival price.</summary>
    [Expected("a decimal string above 0 and up to 1000000000000000 in the currency of the instrument such as \"1000000\"")]
    public string? Notional { get; init; }

    /// <summary>Size as a fraction of the average daily volume.</summary>
    [Expected("a decimal string above 0 and up to 100 such as \"0.05\"")]
    public string? AdvFraction { get; init; }
}
