namespace ImpactService.ImpactModels.Features;

/// <summary>From where on a market is out of order. Those of a model come from the range that its training orders saw.</summary>
/// <param name="SpreadRatio">Half spread over its usual.</param>
/// <param name="VolatilityRatio">Realised volatility of the last minute (half-life 60 s) over daily volatility.</param>
public sealed record DisorderLimits(double SpreadRatio, double VolatilityRatio)
{
    /// <summary>
    /// Where no model says what it has seen. Spreads at the open of liquid shares are five times the day's mean: ten times is no quoting any more. Minutes after news run at three to four times the daily
    /// volatility: eight times is a crash or a squeeze.
    /// </summary>
    public static DisorderLimits Usual { get; } = new(10, 8);
}
