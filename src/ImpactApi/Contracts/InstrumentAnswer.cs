using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>All instruments by symbol.</summary>
/// <param name="Instruments">In the order of their symbols.</param>
internal sealed record InstrumentsAnswer(IReadOnlyList<InstrumentAnswer> Instruments);

/// <summary>An instrument, and what is known of it now.</summary>
internal sealed record InstrumentAnswer
{
    /// <summary>Key of the instrument; upper and lower case differ.</summary>
    /// <example>IBM</example>
    public required string Symbol { get; init; }

    /// <summary>Trading hours: opening and closing time and IANA time zone, or 24h.</summary>
    /// <example>09:30-16:00 America/New_York</example>
    public required string Session { get; init; }

    /// <summary>Currency of its prices.</summary>
    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Smallest price step; null when unknown.</summary>
    public double? TickSize { get; init; }

    /// <summary>Smallest quantity step in units; null when unknown.</summary>
    public double? LotSize { get; init; }

    /// <summary>Shares outstanding; null when unknown or without meaning.</summary>
    public double? SharesOutstanding { get; init; }

    /// <summary>The last event inside trading hours: what asOf "latest" means; null without any.</summary>
    public Timestamp? LastEventTime { get; init; }

    /// <summary>Mean volume of the last 20 sessions before the one of lastEventTime.</summary>
    public double? AdvUnits { get; init; }

    /// <summary>Sessions behind advUnits.</summary>
    public int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction.</summary>
    public double? DailyVolatility { get; init; }

    /// <summary>Finished sessions in the history.</summary>
    public int Sessions { get; init; }
}

/// <summary>The market features of one instrument at one moment.</summary>
internal sealed record FeaturesAnswer
{
    /// <summary>Symbol.</summary>
    /// <example>IBM</example>
    public required string Instrument { get; init; }

    /// <summary>The moment of the state.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>The session open at asOf; null outside trading hours.</summary>
    public SessionAnswer? Session { get; init; }

    /// <summary>(bid + ask)/2; null without a quote.</summary>
    public double? MidPrice { get; init; }

    /// <summary>(ask − bid)/2/mid, bps; null without a quote.</summary>
    public double? HalfSpreadBps { get; init; }

    /// <summary>Mean volume of the last 20 sessions before the day of asOf, units.</summary>
    public double? AdvUnits { get; init; }

    /// <summary>Sessions behind advUnits.</summary>
    public required int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction.</summary>
    public double? DailyVolatility { get; init; }

    /// <summary>Age of the quote in force at asOf, seconds.</summary>
    public double? QuoteAgeSeconds { get; init; }

    /// <summary>Age of the session's last trade at asOf, seconds.</summary>
    public double? TradeAgeSeconds { get; init; }

    /// <summary>Age of the depth snapshot at asOf, seconds.</summary>
    public double? DepthAgeSeconds { get; init; }

    /// <summary>When the last event inside trading hours became available.</summary>
    public Timestamp? LastEventTime { get; init; }

    /// <summary>Version of the feature schema.</summary>
    public required int FeatureSchemaVersion { get; init; }

    /// <summary>SHA-256 of the feature schema's version, names and units.</summary>
    public required string FeatureSchemaHash { get; init; }

    /// <summary>Signed features carry the market's sign: positive is buying pressure or a rising price.</summary>
    public required IReadOnlyList<FeatureAnswer> Features { get; init; }
}

/// <summary>One trading session.</summary>
/// <param name="Date">Date at the exchange.</param>
/// <param name="Open">First moment.</param>
/// <param name="Close">First moment after it.</param>
internal sealed record SessionAnswer(DateOnly Date, Timestamp Open, Timestamp Close);

/// <summary>One feature; a missing value is null.</summary>
/// <param name="Name">Name in the feature schema.</param>
/// <param name="Value">Value in its unit.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Group">spread, book, flow, volatility, liquidity, timing, signals.</param>
/// <param name="Description">What it is.</param>
internal sealed record FeatureAnswer(string Name, double? Value, string Unit, string Group, string Description);
