using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>The market as the forecast saw it. What was never seen is null.</summary>
internal sealed record MarketStateAnswer
{
    /// <summary>The moment of the state.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>Best bid.</summary>
    public double? Bid { get; init; }

    /// <summary>Best ask.</summary>
    public double? Ask { get; init; }

    /// <summary>(bid + ask)/2, or the request's price: the arrival price.</summary>
    public required double MidPrice { get; init; }

    /// <summary>(ask − bid)/2/mid, bps.</summary>
    public required double HalfSpreadBps { get; init; }

    /// <summary>Mean volume of the last 20 sessions before the day of asOf.</summary>
    public double? AdvUnits { get; init; }

    /// <summary>Sessions behind advUnits.</summary>
    public required int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction.</summary>
    public double? DailyVolatility { get; init; }

    /// <summary>closeToClose; intraday (a substitute, lower, while there are few sessions); request; none.</summary>
    /// <example>closeToClose</example>
    public required string DailyVolatilitySource { get; init; }

    /// <summary>Age of the quote in force at asOf, seconds.</summary>
    public double? QuoteAgeSeconds { get; init; }

    /// <summary>Age of the session's last trade at asOf, seconds.</summary>
    public double? TradeAgeSeconds { get; init; }

    /// <summary>Age of the depth snapshot at asOf, seconds.</summary>
    public double? DepthAgeSeconds { get; init; }

    /// <summary>When the last event inside trading hours became available.</summary>
    public Timestamp? LastEventTime { get; init; }

    /// <summary>Seconds from asOf to the end of the session.</summary>
    public double? SecondsToClose { get; init; }

    /// <summary>True when the quote is older than the service's limit for the learned rung.</summary>
    public required bool Stale { get; init; }

    /// <summary>Members of the request's marketState that replaced measured values.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The measured state in numbers; features that count the order itself are in order.</summary>
    public required FeatureValue[] Features { get; init; }
}

/// <summary>One feature; a missing input is null.</summary>
/// <param name="Name">Name in the feature schema.</param>
/// <param name="Value">Value in its unit; signed features are turned to the order's side: positive makes the order dearer.</param>
/// <param name="Unit">Unit.</param>
internal readonly record struct FeatureValue(string Name, double? Value, string Unit);
