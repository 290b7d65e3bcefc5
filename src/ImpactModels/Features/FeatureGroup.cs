namespace ImpactService.ImpactModels.Features;

/// <summary>What a feature is about. At most eight, because explanations are exact Shapley values over these groups (2^8 coalitions).</summary>
public enum FeatureGroup
{
    Spread,
    Book,
    Flow,
    Volatility,
    Liquidity,
    Timing,
    Signals,
    Order,
}
