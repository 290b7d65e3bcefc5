using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// Kyle's λ: the slope of the regression of mid changes on signed volume over equal intervals, Δm/m·10⁴ = a + λ Σ s q (Kyle 1985; Hasbrouck 2009), decayed.
/// λ = cov/var from the decayed first and second moments. In bps per unit.
/// </summary>
internal struct ImpactSlope()
{
    public const int IntervalSeconds = 10;

    /// <summary>Two minutes: with fewer points the slope is noise.</summary>
    public const int MinimumIntervals = 12;

    /// <summary>λ changes slowly; half an hour holds 180 intervals.</summary>
    public const double HalfLifeSeconds = 1800;

    /// <summary>Less variance of flow than this share of its mean square is rounding.</summary>
    private const double MinimumRelativeVariance = 1e-9;

    private static readonly double factor = Math.Exp(-ExponentialDecay.Rate(HalfLifeSeconds) * IntervalSeconds);

    private double openingMid = double.NaN;
    private double flow;
    private double count, sumX, sumY, sumXX, sumXY;
    private int intervals;

    public void OnTrade(double signedSize) => flow += signedSize;

    /// <summary>Ends an interval at a mid.</summary>
    public void OnInterval(double mid)
    {
        if (!double.IsNaN(openingMid) && !double.IsNaN(mid))
            Accumulate(flow, (mid - openingMid) / openingMid * 1e4);
        openingMid = mid;
        flow = 0;
    }

    /// <summary>λ in bps per unit; NaN before twelve intervals, or when the flow does not vary.</summary>
    public readonly double BpsPerUnit()
    {
        if (intervals < MinimumIntervals)
            return double.NaN;
        double variance = sumXX - sumX * sumX / count;
        return variance > MinimumRelativeVariance * sumXX ? (sumXY - sumX * sumY / count) / variance : double.NaN;
    }

    private void Accumulate(double x, double y)
    {
        intervals++;
        count = count * factor + 1;
        sumX = sumX * factor + x;
        sumY = sumY * factor + y;
        sumXX = sumXX * factor + x * x;
        sumXY = sumXY * factor + x * y;
    }
}
