using System.ComponentModel.DataAnnotations;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>The order as it was understood.</summary>
internal sealed record NormalisedOrder
{
    /// <summary>Symbol.</summary>
    /// <example>IBM</example>
    public required string Instrument { get; init; }

    /// <summary>buy or sell.</summary>
    /// <example>buy</example>
    [AllowedValues("buy", "sell")]
    public required string Side { get; init; }

    /// <summary>Units, a decimal string; from notional or advFraction where that was given, in whole lots where the lot size is known.</summary>
    /// <example>50000</example>
    public required string Quantity { get; init; }

    /// <summary>Quantity × arrival price, a decimal string.</summary>
    public required string Notional { get; init; }

    /// <summary>Currency of prices and money.</summary>
    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Quantity ÷ average daily volume; null when no volume is known.</summary>
    public double? AdvFraction { get; init; }

    /// <summary>Quantity ÷ (quantity + expected other volume over the window); null when no volume is known.</summary>
    public double? Participation { get; init; }

    /// <summary>Time over which the order is worked, ISO 8601.</summary>
    /// <example>PT1H</example>
    public required string Horizon { get; init; }

    /// <summary>The same in seconds.</summary>
    /// <example>3600</example>
    public required double HorizonSeconds { get; init; }

    /// <summary>The named strategy; null when a takerFraction was given.</summary>
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>True when the request named neither strategy nor takerFraction, and balanced was assumed.</summary>
    public required bool StrategyAssumed { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1.</summary>
    /// <example>0.5</example>
    public required double TakerFraction { get; init; }

    /// <summary>Start of the order: asOf, resolved.</summary>
    public required Timestamp ArrivalTime { get; init; }

    /// <summary>Planned end: arrival time plus horizon.</summary>
    public required Timestamp EndTime { get; init; }

    /// <summary>Mid in force at the arrival time: the benchmark of every cost.</summary>
    public required double ArrivalPrice { get; init; }
}
