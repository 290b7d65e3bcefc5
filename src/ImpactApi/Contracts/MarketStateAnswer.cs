using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>The market as the forecast saw it. What was never seen is null.</summary>
internal sealed record MarketStateAnswer
{
    public required Timestamp AsOf { get; init; }

    public double? Bid { get; init; }

    public double? Ask { get; init; }

    public required double MidPrice { get; init; }

    public required double HalfSpreadBps { get; init; }

    /// <summary>Mean volume of the last 20 sessions before the day of asOf.</summary>
    public double? AdvUnits { get; init; }

    public required int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction.</summary>
    public double? DailyVolatility { get; init; }

    public double? QuoteAgeSeconds { get; init; }

    public double? TradeAgeSeconds { get; init; }

    public double? DepthAgeSeconds { get; init; }

    public Timestamp? LastEventTime { get; init; }

    public double? SecondsToClose { get; init; }

    /// <summary>True when the quote is older than the service's limit for the learned rung.</summary>
    public required bool Stale { get; init; }

    /// <summary>Members of the request's marketState that replaced measured values.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The measured state in numbers; features that count the order itself are in order.</summary>
    public required IReadOnlyList<FeatureValue> Features { get; init; }
}

/// <summary>One feature; a missing input is null.</summary>
internal sealed record FeatureValue(string Name, double? Value, string Unit);
