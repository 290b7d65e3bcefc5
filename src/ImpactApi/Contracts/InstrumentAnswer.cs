using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>All instruments by symbol.</summary>
internal sealed record InstrumentsAnswer(IReadOnlyList<InstrumentAnswer> Instruments);

/// <summary>An instrument, and what is known of it now.</summary>
internal sealed record InstrumentAnswer
{
    /// <example>IBM</example>
    public required string Symbol { get; init; }

    /// <summary>Trading hours: opening and closing time and IANA time zone, or 24h.</summary>
    /// <example>09:30-16:00 America/New_York</example>
    public required string Session { get; init; }

    /// <example>USD</example>
    public required string Currency { get; init; }

    public double? TickSize { get; init; }

    public double? LotSize { get; init; }

    public double? SharesOutstanding { get; init; }

    /// <summary>The last event inside trading hours: what asOf "latest" means; null without any.</summary>
    public Timestamp? LastEventTime { get; init; }

    /// <summary>Mean volume of the last 20 sessions before the one of lastEventTime.</summary>
    public double? AdvUnits { get; init; }

    public int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction.</summary>
    public double? DailyVolatility { get; init; }

    /// <summary>Finished sessions in the history.</summary>
    public int Sessions { get; init; }
}

/// <summary>The market features of one instrument at one moment.</summary>
internal sealed record FeaturesAnswer
{
    /// <example>IBM</example>
    public required string Instrument { get; init; }

    public required Timestamp AsOf { get; init; }

    /// <summary>The session open at asOf; null outside trading hours.</summary>
    public SessionAnswer? Session { get; init; }

    public double? MidPrice { get; init; }

    public double? HalfSpreadBps { get; init; }

    public double? AdvUnits { get; init; }

    public required int AdvSessions { get; init; }

    public double? DailyVolatility { get; init; }

    public double? QuoteAgeSeconds { get; init; }

    public double? TradeAgeSeconds { get; init; }

    public double? DepthAgeSeconds { get; init; }

    public Timestamp? LastEventTime { get; init; }

    public required int FeatureSchemaVersion { get; init; }

    public required string FeatureSchemaHash { get; init; }

    /// <summary>Signed features carry the market's sign: positive is buying pressure or a rising price.</summary>
    public required IReadOnlyList<FeatureAnswer> Features { get; init; }
}

/// <summary>One trading session.</summary>
internal sealed record SessionAnswer(DateOnly Date, Timestamp Open, Timestamp Close);

/// <summary>One feature; a missing value is null.</summary>
internal sealed record FeatureAnswer(string Name, double? Value, string Unit, string Group, string Description);
