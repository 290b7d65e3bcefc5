namespace ImpactService.ImpactModels.Market;

/// <summary>A print. Price in quote currency, size in units of the instrument.</summary>
public readonly record struct Trade(double Price, double Size, Aggressor Aggressor);

/// <summary>Best bid and offer in force from its time on. A zero size means that the size is not published.</summary>
public readonly record struct Quote(double Bid, double BidSize, double Ask, double AskSize)
{
    public double Mid => (Bid + Ask) / 2;

    /// <summary>(ask − bid)/2/mid in bps.</summary>
    public double HalfSpreadBps => (Ask - Bid) / (Ask + Bid) * 1e4;
}

/// <summary>Displayed depth, best level first; both sides may differ in length. Immutable by convention: the arrays are never written after construction.</summary>
public sealed record BookSnapshot(double[] BidPrices, double[] BidSizes, double[] AskPrices, double[] AskSizes);

/// <summary>An external series: news sentiment, implied volatility, macro calendar, on-chain measure. Key is "source/name".</summary>
public sealed record SignalValue(string Source, string Name, double Value)
{
    public string Key => $"{Source}/{Name}";
}

public enum MarketEventKind : byte
{
    Trade,
    Quote,
    Depth,
    Signal,
}

/// <summary>
/// One row of the market's history: what happened, when it happened (<see cref="EventTime"/>) and when this system knew it (<see cref="KnownTime"/>).
/// Streams are ordered by (<see cref="AvailableTime"/>, event time, sequence); a feature at t uses the events available at or before t and no others.
/// </summary>
public readonly record struct MarketEvent
{
    private MarketEvent(MarketEventKind kind, Timestamp eventTime, Timestamp knownTime) => (Kind, EventTime, KnownTime) = (kind, eventTime, knownTime);

    public MarketEventKind Kind { get; }

    public Timestamp EventTime { get; }

    public Timestamp KnownTime { get; }

    /// <summary>From here on a feature may use the event: it has happened and is known. Clocks differ, so known time may precede event time.</summary>
    public Timestamp AvailableTime => Timestamp.Max(EventTime, KnownTime);

    public Trade Trade { get; private init; }

    public Quote Quote { get; private init; }

    public BookSnapshot? Depth { get; private init; }

    public SignalValue? Signal { get; private init; }

    public static MarketEvent Of(Timestamp eventTime, Timestamp knownTime, Trade trade) => new(MarketEventKind.Trade, eventTime, knownTime) { Trade = trade };

    public static MarketEvent Of(Timestamp eventTime, Timestamp knownTime, Quote quote) => new(MarketEventKind.Quote, eventTime, knownTime) { Quote = quote };

    public static MarketEvent Of(Timestamp eventTime, Timestamp knownTime, BookSnapshot depth) => new(MarketEventKind.Depth, eventTime, knownTime) { Depth = depth };

    public static MarketEvent Of(Timestamp eventTime, Timestamp knownTime, SignalValue signal) => new(MarketEventKind.Signal, eventTime, knownTime) { Signal = signal };
}
