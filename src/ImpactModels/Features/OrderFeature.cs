using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Features;

/// <summary>Position of each order feature after the market features and signals; <see cref="OrderFeatureCatalog"/> says what each means, in the same order.</summary>
internal enum OrderFeature
{
    AdvFraction,
    Participation,
    QuantityOverTouch,
    QuantityOverNearTouch,
    QuantityOverDepth,
    QuantityOverDepthWithin25,
    QuantityOverMeanTrade,
    RateShare,
    HorizonDays,
    HorizonSeconds,
    HorizonShareOfRest,
    WindowVolumeShare,
    TakerFraction,
    SigmaSqrtT,
    SigmaSqrtTOverHalfSpread,
    RecentSigmaSqrtT,
}

/// <summary>What each order feature means, in the order of <see cref="OrderFeature"/>.</summary>
internal static class OrderFeatureCatalog
{
    public static ImmutableArray<FeatureDefinition> Definitions { get; } =
    [
        Size("adv_fraction", "ADV", "Q/ADV"),
        Size("participation", "share", "Q over (Q + expected other volume of the window by ADV and the volume curve); 1 for a sweep"),
        Size("quantity_over_touch", "ratio", "Q over the displayed size of the best price that the order would take"),
        Size("quantity_over_near_touch", "ratio", "Q over the displayed size of the best price that the order would join"),
        Size("quantity_over_depth", "ratio", "Q over the displayed size of the side that the order would take, ten levels"),
        Size("quantity_over_depth_within_25bps", "ratio", "Q over the displayed size of the side that the order would take, within 25 bps of the mid"),
        Size("quantity_over_mean_trade", "ratio", "Q over the recent mean trade size"),
        Size("rate_share", "share", "Q over (Q + horizon times the recent volume rate); 1 for a sweep"),
        Plain("horizon_days", "days", "trading seconds of the horizon over trading seconds of the session"),
        Plain("horizon_seconds", "s", "planned horizon"),
        Plain("horizon_share_of_rest", "share", "horizon over the time to the close"),
        Plain("window_volume_share", "share", "share of a usual day's volume that falls into the horizon"),
        Plain("taker_fraction", "share", "planned share that crosses the spread"),
        Plain("sigma_sqrt_t_bps", "bps", "daily volatility times the root of the horizon in days"),
        Plain("sigma_sqrt_t_over_half_spread", "ratio", "daily volatility times the root of the horizon over the half spread"),
        Plain("recent_sigma_sqrt_t_bps", "bps", "realised volatility (half-life 300 s) times the root of the horizon in days"),
    ];

    private static FeatureDefinition Plain(string name, string unit, string description) => new(name, unit, FeatureGroup.Order, description);

    private static FeatureDefinition Size(string name, string unit, string description) => Plain(name, unit, description) with { IsSize = true };
}
