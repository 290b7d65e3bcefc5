namespace ImpactService.ImpactModels.Features;

/// <summary>
/// feature = plain value × ADV^a × σ^b × halfSpread^c. The engine keeps plain values (units, bps), so that a caller who supplies ADV, volatility or spread
/// for an instrument without history changes every feature that depends on them.
/// </summary>
internal readonly record struct FeatureScaling(int AdvPower, int VolatilityPower, int SpreadPower)
{
    public static FeatureScaling None => default;

    public static readonly FeatureScaling PerAdv = new(-1, 0, 0);
    public static readonly FeatureScaling PerVolatility = new(0, -1, 0);
    public static readonly FeatureScaling PerSpread = new(0, 0, -1);

    /// <summary>A slope in bps per unit becomes daily volatilities per ADV.</summary>
    public static readonly FeatureScaling ImpactSlope = new(1, -1, 0);

    /// <summary>NaN when the value or a unit it needs is missing; never infinite.</summary>
    public double Apply(double plain, double advUnits, double dailyVolatility, double halfSpreadBps)
    {
        double feature = plain * Power(advUnits, AdvPower) * Power(dailyVolatility, VolatilityPower) * Power(halfSpreadBps, SpreadPower);
        return double.IsFinite(feature) ? feature : double.NaN;
    }

    /// <summary>A unit that is missing, or a division by zero (a locked market has no spread), is a missing feature.</summary>
    private static double Power(double unit, int power) => power switch
    {
        0 => 1,
        1 => unit,
        _ => unit > 0 ? 1 / unit : double.NaN,
    };
}
