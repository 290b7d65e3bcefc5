namespace ImpactService.ImpactModels.Features;

/// <summary>Position of each market feature in the vector; <see cref="MarketFeatureCatalog"/> says what each means, in the same order.</summary>
internal enum MarketFeature
{
    // Spread
    HalfSpread,
    SpreadTicks,
    SpreadPercentile,
    SpreadToRecent,
    SpreadToHistory,
    EffectiveHalfSpread,
    RealisedHalfSpread5,
    RealisedHalfSpread60,
    AdverseSelection5,
    AdverseSelection60,
    NoiseToSpread,

    // Book
    MicropriceDeviation,
    Imbalance1,
    Imbalance5,
    Imbalance10,
    TouchToAdv,
    TouchToRecent,
    DepthWithin5,
    DepthWithin25,

    // Flow
    Ofi10,
    Ofi60,
    Ofi300,
    SignedFlow10,
    SignedFlow60,
    SignedFlow300,
    SignedFlow1800,
    FlowImbalance10,
    FlowImbalance60,
    FlowImbalance300,
    FlowImbalance1800,
    Return10,
    Return60,
    Return300,
    ReturnSinceOpen,
    SignAutocorrelation,
    Vpin,

    // Volatility
    RealisedVolatility60,
    RealisedVolatility300,
    RealisedVolatility1800,
    VolatilityRatio300,
    VolatilityRatioSession,
    VolatilityRatioWeek,
    VolatilityRatioMonth,
    DailyVolatility,

    // Liquidity
    Adv,
    AdvSessions,
    SharesOutstandingOverAdv,
    RelativeVolume,
    VolumeRate,
    MeanTradeSize,
    TradesPerQuote,
    KyleLambda,
    Amihud,
    Mid,

    // Timing
    SecondsToClose,
    SessionShare,
    VolumeCurvePosition,
    SecondsSinceQuote,
    SecondsSinceTrade,
    SecondsSinceDepth,
    SecondsSinceLargeTrade,
    TradeRate,
    TradeRateRatio,
    QuoteRate,
    QuoteRateRatio,
    QuoteRevisionRate,
}
