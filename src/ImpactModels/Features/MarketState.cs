using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// One instrument's market as of one instant: a frozen snapshot of the engine. A caller who knows better replaces ADV, volatility or half spread with a
/// <c>with</c> expression: every feature measured in those units follows.
/// </summary>
public sealed record MarketState
{
    public required Instrument Instrument { get; init; }

    public required Timestamp AsOf { get; init; }

    /// <summary>The session that is open at <see cref="AsOf"/>; null outside trading hours, and then there is neither quote nor depth.</summary>
    public TradingSession? Session { get; init; }

    /// <summary>The quote in force; null when this session has shown none.</summary>
    public Quote? Quote { get; init; }

    /// <summary>(bid + ask)/2; NaN without a quote.</summary>
    public double Mid { get; init; } = double.NaN;

    /// <summary>Half spread of the quote in force, or the caller's; NaN without either.</summary>
    public double HalfSpreadBps { get; init; } = double.NaN;

    /// <summary>The depth snapshot in force; null when this session has shown none.</summary>
    public BookSnapshot? Depth { get; init; }

    public double? AdvUnits { get; init; }

    public int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction.</summary>
    public double? DailyVolatility { get; init; }

    public VolatilitySource VolatilitySource { get; init; }

    public VolumeCurve Curve { get; init; } = VolumeCurve.Uniform;

    /// <summary>Age of the quote in force at <see cref="AsOf"/>; NaN without one.</summary>
    public double QuoteAgeSeconds { get; init; } = double.NaN;

    /// <summary>Age of the session's last trade; NaN without one.</summary>
    public double TradeAgeSeconds { get; init; } = double.NaN;

    /// <summary>Age of the depth snapshot; NaN without one.</summary>
    public double DepthAgeSeconds { get; init; } = double.NaN;

    /// <summary>When the latest event inside regular hours became available, in this session or an earlier one; null before the first.</summary>
    public Timestamp? LastEventTime { get; init; }

    /// <summary>Whether, and in what, the market is far out of order: what was learned does not hold then.</summary>
    public MarketDisorder Disorder { get; init; }

    /// <summary>[schema.MarketCount] market features before they are measured in ADV, daily volatility and half spread; NaN is missing. Never written after construction.</summary>
    internal double[] PlainFeatures { get; init; } = [];

    /// <summary>
    /// [schema.MarketCount] market features, a new array each time; NaN is missing. Signed features carry the market's sign here: positive is buying pressure or a rising price.
    /// </summary>
    public double[] MarketFeatures
    {
        get
        {
            double[] features = new double[PlainFeatures.Length];
            WriteMarketFeatures(features);
            return features;
        }
    }

    internal void WriteMarketFeatures(Span<double> destination)
    {
        double adv = AdvUnits ?? double.NaN;
        double volatility = DailyVolatility ?? double.NaN;
        var definitions = MarketFeatureCatalog.Definitions;
        for (int i = 0; i < definitions.Length; i++)
            destination[i] = definitions[i].Scaling.Apply(PlainFeatures[i], adv, volatility, HalfSpreadBps);
        destination[(int)MarketFeature.AdvSessions] = AdvSessions;
        PlainFeatures.AsSpan(definitions.Length).CopyTo(destination[definitions.Length..]);
    }

    internal double Plain(MarketFeature feature) => PlainFeatures[(int)feature];
}
