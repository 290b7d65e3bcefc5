using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>One order and the ways to trade it that are to be compared.</summary>
internal sealed record ScenarioRequest
{
    /// <summary>The order. Its horizon, strategy and taker fraction are those of a way that names none.</summary>
    [Expected("an object with instrument, side, one of quantity, notional and advFraction, and horizon")]
    [Required]
    public OrderRequest? Order { get; init; }

    /// <summary>The ways, at most 50; aggressive, balanced and passive over the order's horizon when absent.</summary>
    [Expected("an array of 1 to 50 objects with any of name, strategy, takerFraction, horizon, participation, startTime and startDelay")]
    [MaxLength(50)]
    public IReadOnlyList<ScenarioWayRequest>? Ways { get; init; }

    /// <summary>λ of the ranking by mean + λ·risk: bps of mean that one bp of risk is worth; 0.1 when absent.</summary>
    /// <example>0.1</example>
    [Expected("a number from 0 to 100 such as 0.1")]
    [Range(0.0, 100.0)]
    public double? RiskWeight { get; init; }

    /// <summary>What risk is in the ranking: standardDeviation, costAtRisk or expectedShortfall, the last two at costAtRiskLevel; standardDeviation when absent.</summary>
    /// <example>standardDeviation</example>
    [Expected("\"standardDeviation\", \"costAtRisk\" or \"expectedShortfall\"")]
    [AllowedValues("standardDeviation", "costAtRisk", "expectedShortfall", null)]
    public string? RiskMeasure { get; init; }

    /// <summary>Level of the cost at risk, 0.95 when absent.</summary>
    /// <example>0.95</example>
    [Expected("a number above 0 and below 1 such as 0.95")]
    [Range(0.0, 1.0)]
    public double? CostAtRiskLevel { get; init; }

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
}

/// <summary>One way to trade the order.</summary>
internal sealed record ScenarioWayRequest
{
    /// <summary>What the answer calls it; the strategy's name or "way 3" when absent.</summary>
    /// <example>fast</example>
    [Expected("a text of 1 to 64 characters")]
    [MaxLength(64)]
    public string? Name { get; init; }

    /// <summary>aggressive (taker fraction 1), balanced (0.5) or passive (0.1).</summary>
    /// <example>aggressive</example>
    [Expected("\"aggressive\", \"balanced\" or \"passive\"")]
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1; instead of strategy.</summary>
    [Expected("a number from 0 to 1 such as 0.5")]
    [Range(0.0, 1.0)]
    public double? TakerFraction { get; init; }

    /// <summary>Time over which the order is worked, ISO 8601.</summary>
    /// <example>PT30M</example>
    [Expected("an ISO 8601 duration of days, hours, minutes and seconds such as PT1H, PT90M or PT0S (one sweep), at most P31D")]
    public string? Horizon { get; init; }

    /// <summary>Instead of a horizon: quantity ÷ (quantity + expected other volume); the horizon follows from the forecast volume curve.</summary>
    /// <example>0.1</example>
    [Expected("a number above 0 and up to 1 such as 0.1")]
    [Range(0.0, 1.0)]
    public double? Participation { get; init; }

    /// <summary>When the order starts, RFC 3339, not before asOf; asOf when absent. The cost stays measured against the price at asOf.</summary>
    /// <example>2013-10-10T15:30:00Z</example>
    [Expected("an RFC 3339 time with an offset such as 2013-10-10T15:30:00Z, not before asOf")]
    public string? StartTime { get; init; }

    /// <summary>Instead of a start time: how long after asOf the order starts, ISO 8601.</summary>
    /// <example>PT15M</example>
    [Expected("an ISO 8601 duration of days, hours, minutes and seconds such as PT15M, at most P31D")]
    public string? StartDelay { get; init; }
}
