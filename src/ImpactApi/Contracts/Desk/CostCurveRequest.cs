using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>What orders of many sizes would cost over many horizons or at many participations: a surface in one call.</summary>
internal sealed record CostCurveRequest
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

    /// <summary>Sizes in units. At most one of quantities, notionals and advFractions is given; eight fractions from 0.05 % to 10 % of the average daily volume when none is.</summary>
    /// <example>["1000", "10000"]</example>
    [Expected("an array of 1 to 50 decimal strings above 0 and up to 1000000000000 such as [\"1000\", \"10000\"]")]
    [MaxLength(50)]
    public string[]? Quantities { get; init; }

    /// <summary>Sizes in the currency of the instrument at the arrival price.</summary>
    [Expected("an array of 1 to 50 decimal strings above 0 and up to 1000000000000000 such as [\"100000\", \"1000000\"]")]
    [MaxLength(50)]
    public string[]? Notionals { get; init; }

    /// <summary>Sizes as fractions of the average daily volume.</summary>
    /// <example>["0.001", "0.01"]</example>
    [Expected("an array of 1 to 50 decimal strings above 0 and up to 100 such as [\"0.001\", \"0.01\"]")]
    [MaxLength(50)]
    public string[]? AdvFractions { get; init; }

    /// <summary>Horizons, ISO 8601. At most one of horizons and participations is given; 5, 15, 30, 60 and 120 minutes, as far as the session allows, when neither is.</summary>
    /// <example>["PT15M", "PT1H"]</example>
    [Expected("an array of 1 to 50 ISO 8601 durations such as [\"PT15M\", \"PT1H\"], each at most P31D")]
    [MaxLength(50)]
    public string[]? Horizons { get; init; }

    /// <summary>Participations: quantity ÷ (quantity + expected other volume); each point's horizon follows from the forecast volume curve.</summary>
    /// <example>[0.05, 0.1, 0.2]</example>
    [Expected("an array of 1 to 50 numbers above 0 and up to 1 such as [0.05, 0.1, 0.2]")]
    [MaxLength(50)]
    public double[]? Participations { get; init; }

    /// <summary>aggressive (taker fraction 1), balanced (0.5) or passive (0.1); balanced when neither this nor takerFraction is given.</summary>
    /// <example>balanced</example>
    [Expected("\"aggressive\", \"balanced\" or \"passive\"")]
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1; instead of strategy.</summary>
    [Expected("a number from 0 to 1 such as 0.5")]
    [Range(0.0, 1.0)]
    public double? TakerFraction { get; init; }

    /// <summary>Arrival time: RFC 3339, "latest" (the last event of the instrument) or absent (now). Only what was known by then is used.</summary>
    /// <example>2013-10-10T15:00:00Z</example>
    [Expected("an RFC 3339 time with an offset such as 2013-10-10T15:00:00Z, or \"latest\", or nothing (now)")]
    public string? AsOf { get; init; }

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

    /// <summary>Overrides of the market state, for an instrument without history or for a what-if.</summary>
    [Expected("an object with any of advUnits, dailyVolatility, halfSpreadBps and price")]
    public MarketStateRequest? MarketState { get; init; }
}
