using System.Collections.Immutable;
using static ImpactService.ImpactModels.Features.FeatureGroup;

namespace ImpactService.ImpactModels.Features;

/// <summary>What each market feature means, in the order of <see cref="MarketFeature"/>. Half-lives and mark-out lags are the numbers in the names, in seconds.</summary>
internal static class MarketFeatureCatalog
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
    [
        Context("half_spread_bps", "bps", Spread, "(ask - bid)/2/mid of the quote in force", new FeatureScaling(0, 0, 1)) with { IsContext = false },
        Plain("spread_ticks", "ticks", Spread, "ask - bid in ticks; missing where the tick size is unknown"),
        Plain("spread_percentile", "share", Spread, "share of today's time with a narrower half spread, ties counting half"),
        Scaled("spread_to_recent", "ratio", Spread, "half spread over its time-weighted mean (half-life 300 s)", new FeatureScaling(0, 0, 1)),
        Scaled("spread_to_history", "ratio", Spread, "half spread over the mean of the last 20 sessions", new FeatureScaling(0, 0, 1)),
        Plain("effective_half_spread_bps", "bps", Spread, "s(price - mid)/mid, volume-weighted (half-life 300 s)"),
        Plain("realised_half_spread_5s_bps", "bps", Spread, "s(price - mid 5 s later)/mid, volume-weighted (half-life 1800 s)"),
        Plain("realised_half_spread_60s_bps", "bps", Spread, "s(price - mid 60 s later)/mid, volume-weighted (half-life 1800 s)"),
        Plain("adverse_selection_5s_bps", "bps", Spread, "s(mid 5 s later - mid)/mid, volume-weighted (half-life 1800 s)"),
        Plain("adverse_selection_60s_bps", "bps", Spread, "s(mid 60 s later - mid)/mid, volume-weighted (half-life 1800 s)"),
        Scaled("noise_to_spread", "ratio", Spread, "bounce of trade prices (Roll 1984: root of minus their returns' autocovariance, half-life 300 s) over half spread", FeatureScaling.PerSpread),

        Signed("microprice_deviation_bps", "bps", Book, "(microprice - mid)/mid; microprice weighs each side's price with the other side's size"),
        Signed("imbalance_1", "share", Book, "(bid - ask)/(bid + ask) sizes at the touch"),
        Signed("imbalance_5", "share", Book, "the same over five levels"),
        Signed("imbalance_10", "share", Book, "the same over ten levels"),
        Scaled("touch_to_adv", "ADV", Book, "mean of the two touch sizes over ADV", FeatureScaling.PerAdv),
        Plain("touch_to_recent", "ratio", Book, "mean of the two touch sizes over its time-weighted mean (half-life 300 s)"),
        Scaled("depth_within_5bps", "ADV", Book, "displayed size of both sides within 5 bps of the mid over ADV", FeatureScaling.PerAdv),
        Scaled("depth_within_25bps", "ADV", Book, "displayed size of both sides within 25 bps of the mid over ADV", FeatureScaling.PerAdv),

        Signed("ofi_10s", "touch sizes", Flow, "order-flow imbalance (Cont, Kukanov, Stoikov 2014), decayed sum with half-life 10 s over the recent mean touch size"),
        Signed("ofi_60s", "touch sizes", Flow, "order-flow imbalance, half-life 60 s"),
        Signed("ofi_300s", "touch sizes", Flow, "order-flow imbalance, half-life 300 s"),
        Signed("signed_flow_10s", "ADV", Flow, "buyers' minus sellers' volume, decayed sum with half-life 10 s over ADV", FeatureScaling.PerAdv),
        Signed("signed_flow_60s", "ADV", Flow, "signed volume, half-life 60 s", FeatureScaling.PerAdv),
        Signed("signed_flow_300s", "ADV", Flow, "signed volume, half-life 300 s", FeatureScaling.PerAdv),
        Signed("signed_flow_1800s", "ADV", Flow, "signed volume, half-life 1800 s", FeatureScaling.PerAdv),
        Signed("flow_imbalance_10s", "share", Flow, "signed over total volume, half-life 10 s"),
        Signed("flow_imbalance_60s", "share", Flow, "signed over total volume, half-life 60 s"),
        Signed("flow_imbalance_300s", "share", Flow, "signed over total volume, half-life 300 s"),
        Signed("flow_imbalance_1800s", "share", Flow, "signed over total volume, half-life 1800 s"),
        Signed("return_10s_bps", "bps", Flow, "change of the mid since 10 s before the last whole second"),
        Signed("return_60s_bps", "bps", Flow, "change of the mid since 60 s before the last whole second"),
        Signed("return_300s_bps", "bps", Flow, "change of the mid since 300 s before the last whole second"),
        Signed("return_since_open_bps", "bps", Flow, "change of the mid since the session's first quote"),
        Plain("sign_autocorrelation", "correlation", Flow, "of the signs of successive trades (half-life 300 s)"),
        Plain("vpin", "share", Flow, "mean |buy - sell| share of up to 50 volume buckets of ADV/200 (Easley, Lopez de Prado, O'Hara 2012)"),

        Plain("realised_volatility_60s_bps", "bps per root day", Volatility, "two-scale realised volatility of the mid (Zhang, Mykland, Ait-Sahalia 2005), half-life 60 s, scaled to a session"),
        Plain("realised_volatility_300s_bps", "bps per root day", Volatility, "two-scale realised volatility, half-life 300 s"),
        Plain("realised_volatility_1800s_bps", "bps per root day", Volatility, "two-scale realised volatility, half-life 1800 s"),
        Scaled("volatility_ratio_300s", "ratio", Volatility, "realised volatility, half-life 300 s, over daily volatility", FeatureScaling.PerVolatility),
        Scaled("volatility_ratio_session", "ratio", Volatility, "realised volatility since the open, scaled to a session, over daily volatility", FeatureScaling.PerVolatility),
        Scaled("volatility_ratio_week", "ratio", Volatility, "root mean square of the intraday volatility of the last 5 sessions over daily volatility; of a daily bar its range (Garman, Klass 1980)", FeatureScaling.PerVolatility),
        Scaled("volatility_ratio_month", "ratio", Volatility, "the same of the last 20 sessions", FeatureScaling.PerVolatility),
        Scaled("daily_volatility", "fraction per root day", Volatility, "close-to-close volatility of the sessions before", new FeatureScaling(0, 1, 0)),

        Context("adv_units", "units", Liquidity, "mean daily volume of the last 20 sessions, today excluded", new FeatureScaling(1, 0, 0)),
        Context("adv_sessions", "sessions", Liquidity, "how many sessions ADV is the mean of", FeatureScaling.None),
        Scaled("shares_outstanding_over_adv", "ratio", Liquidity, "shares outstanding over ADV; missing where unknown", FeatureScaling.PerAdv),
        Scaled("relative_volume", "ratio", Liquidity, "today's volume over ADV times the volume curve's share of the session so far", FeatureScaling.PerAdv),
        Scaled("volume_rate", "ratio", Liquidity, "volume rate (half-life 300 s) over the rate that ADV and the volume curve expect now", FeatureScaling.PerAdv),
        Scaled("mean_trade_size", "ADV", Liquidity, "mean trade size (half-life 300 s) over ADV", FeatureScaling.PerAdv),
        Plain("trades_per_quote", "ratio", Liquidity, "trades per quote (half-life 300 s)"),
        Scaled("kyle_lambda", "daily volatility per ADV", Liquidity, "slope of 10 s mid changes on signed volume (half-life 1800 s), in daily volatilities per ADV", FeatureScaling.ImpactSlope),
        Scaled("amihud", "daily volatility per ADV", Liquidity, "|mid change| over volume of one-minute intervals (half-life 1800 s; Amihud 2002), in daily volatilities per ADV", FeatureScaling.ImpactSlope),
        Context("mid_price", "price", Liquidity, "(bid + ask)/2 of the quote in force", FeatureScaling.None),

        Plain("seconds_to_close", "s", Timing, "trading time left"),
        Plain("session_share", "share", Timing, "share of the session's time that has passed"),
        Plain("volume_curve_position", "share", Timing, "share of a usual day's volume that is traded by now"),
        Plain("seconds_since_quote", "s", Timing, "age of the quote in force"),
        Plain("seconds_since_trade", "s", Timing, "age of the last trade"),
        Plain("seconds_since_depth", "s", Timing, "age of the depth snapshot in force"),
        Plain("seconds_since_large_trade", "s", Timing, "age of the last trade of at least ten times the mean trade size"),
        Plain("trade_rate", "1/s", Timing, "trades per second (half-life 60 s)"),
        Plain("trade_rate_ratio", "ratio", Timing, "trade rate, half-life 60 s over half-life 1800 s"),
        Plain("quote_rate", "1/s", Timing, "quotes per second (half-life 60 s)"),
        Plain("quote_rate_ratio", "ratio", Timing, "quote rate, half-life 60 s over half-life 1800 s"),
        Plain("quote_revision_rate", "1/s", Timing, "quotes per second that change a price (half-life 60 s)"),
    ];

    private static FeatureDefinition Plain(string name, string unit, FeatureGroup group, string description) => new(name, unit, group, description);

    private static FeatureDefinition Scaled(string name, string unit, FeatureGroup group, string description, FeatureScaling scaling) =>
        new(name, unit, group, description) { Scaling = scaling };

    private static FeatureDefinition Context(string name, string unit, FeatureGroup group, string description, FeatureScaling scaling) =>
        new(name, unit, group, description) { Scaling = scaling, IsContext = true };

    private static FeatureDefinition Signed(string name, string unit, FeatureGroup group, string description, FeatureScaling scaling = default) =>
        new(name, unit, group, description) { Scaling = scaling, IsSideSigned = true };
}
