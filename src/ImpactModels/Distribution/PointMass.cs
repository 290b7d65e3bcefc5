using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// A value that a cost takes exactly with a probability of its own, beside a continuous rest: P(J &lt; value) and P(J ≤ value). Both stay inside the outer levels, which belong to the tails, and a hair off the
/// 17 levels, so that every piece of a curve has mass.
/// </summary>
public readonly record struct PointMass
{
    /// <summary>Beyond the outer levels lie the tails, which an atom must not swallow: their length is measured at 1 % and 99 %.</summary>
    public const double OutermostLevel = 0.0105;

    /// <summary>Less is no atom; it only keeps the two probabilities apart.</summary>
    public const double MinimumMass = 1e-5;

    /// <summary>Small beside every distance between levels and large beside the rounding of a level.</summary>
    private const double LevelGap = 1e-6;

    /// <param name="valueBps">Finite.</param>
    /// <param name="below">P(J &lt; value).</param>
    /// <param name="atMost">P(J ≤ value), not less.</param>
    /// <param name="reachBps">See <see cref="ReachBps"/>.</param>
    /// <exception cref="ArgumentException">A value is NaN, infinite or negative where it cannot be.</exception>
    public PointMass(double valueBps, double below, double atMost, double reachBps)
    {
        if (!(double.IsFinite(valueBps) && below >= 0 && atMost >= below && atMost <= 1 && reachBps >= 0 && double.IsFinite(reachBps)))
            throw new ArgumentException($"An atom needs a finite value, 0 <= below <= at most <= 1 and a reach that is not negative, not {valueBps}, {below}, {atMost}, {reachBps}.");
        ValueBps = Math.Clamp(valueBps, -KnotSeparation.MaximumAbsoluteBps, KnotSeparation.MaximumAbsoluteBps);
        ReachBps = reachBps;
        Below = OffLevels(Math.Clamp(below, OutermostLevel, 1 - OutermostLevel - MinimumMass));
        AtMost = OffLevels(Math.Clamp(atMost, Below + MinimumMass, 1 - OutermostLevel + LevelGap));
    }

    public double ValueBps { get; private init; }

    /// <summary>P(J &lt; value).</summary>
    public double Below { get; private init; }

    /// <summary>P(J ≤ value).</summary>
    public double AtMost { get; private init; }

    /// <summary>
    /// How far from the value the rest is spread at least: where a curve knows less mass on a side than the atom leaves to it, that mass is laid out evenly over this length (bps) instead of in a heap beside the atom.
    /// </summary>
    public double ReachBps { get; private init; }

    public double Mass => AtMost - Below;

    /// <summary>The same probabilities at another value, with a reach that many times as long.</summary>
    internal PointMass At(double valueBps, double factor) => this with { ValueBps = valueBps, ReachBps = ReachBps * factor };

    /// <summary>Non-decreasing.</summary>
    private static double OffLevels(double level)
    {
        foreach (double other in QuantileLevels.All)
        {
            if (Math.Abs(level - other) < LevelGap)
                return other + LevelGap;
        }

        return level;
    }
}
