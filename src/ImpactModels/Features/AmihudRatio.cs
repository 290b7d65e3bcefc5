using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// Amihud's illiquidity (2002) inside the day: mean |Δm|/m·10⁴ over mean volume of the one-minute intervals that traded, decayed. The ratio of means instead of Amihud's mean of ratios,
/// because a minute with one small trade would otherwise outweigh an hour. In bps per unit.
/// </summary>
internal struct AmihudRatio()
{
    public const int IntervalSeconds = 60;

    public const int MinimumIntervals = 3;

    public const double HalfLifeSeconds = 1800;

    private static readonly double factor = Math.Exp(-ExponentialDecay.Rate(HalfLifeSeconds) * IntervalSeconds);

    private double openingMid = double.NaN;
    private double volume;
    private double changes, volumes;
    private int intervals;

    public void OnTrade(double size) => volume += size;

    public void OnInterval(double mid)
    {
        changes *= factor;
        volumes *= factor;
        if (!double.IsNaN(openingMid) && !double.IsNaN(mid) && volume > 0)
        {
            changes += Math.Abs(mid - openingMid) / openingMid * 1e4;
            volumes += volume;
            intervals++;
        }

        openingMid = mid;
        volume = 0;
    }

    /// <summary>Bps per unit; NaN before three intervals with trades.</summary>
    public readonly double BpsPerUnit() => intervals >= MinimumIntervals ? changes / volumes : double.NaN;
}
