using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// The length by which a tail is measured: the distance between the curve's values at the outer level and at the level two further in (1 % and 5 %, 95 % and 99 %),
/// at least a small share of the distance to the median, so that an atom at the outer levels does not cut the tail off.
/// </summary>
internal static class TailSpacing
{
    /// <summary>A normal curve has 0.29, so this binds only where outer levels tie.</summary>
    public const double MinimumShareOfHalfRange = 0.02;

    private const int Inner = 2;

    private const int Last = QuantileLevels.Count - 1;

    public static double Lower(ReadOnlySpan<double> curve) =>
        Math.Max(curve[Inner] - curve[0], MinimumShareOfHalfRange * (curve[QuantileLevels.MedianIndex] - curve[0]));

    public static double Upper(ReadOnlySpan<double> curve) =>
        Math.Max(curve[Last] - curve[Last - Inner], MinimumShareOfHalfRange * (curve[Last] - curve[QuantileLevels.MedianIndex]));
}
