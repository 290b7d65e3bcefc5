using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Quantiles of a histogram over ascending values, in one pass: the inverse of the distribution function that is linear between the values and, at a value, counts half of its mass.
/// Values without mass count too: so of two histograms of which one lies below the other, all quantiles do.
/// </summary>
internal static class MixtureQuantiles
{
    /// <param name="values">[n] ascending.</param>
    /// <param name="masses">[n] not negative, at least one positive.</param>
    /// <param name="quantiles">[17] the answer, non-decreasing.</param>
    public static void Write(ReadOnlySpan<double> values, ReadOnlySpan<int> masses, Span<double> quantiles)
    {
        double total = Sum(masses);
        double placeBefore = 0;
        double below = 0;
        int level = 0;
        for (int at = 0; at < values.Length && level < quantiles.Length; at++)
        {
            double place = below + masses[at] / 2.0;
            for (; level < quantiles.Length && QuantileLevels.All[level] * total <= place; level++)
                quantiles[level] = at == 0 ? values[0] : Between(values[at - 1], values[at], (QuantileLevels.All[level] * total - placeBefore) / (place - placeBefore));
            below += masses[at];
            placeBefore = place;
        }

        quantiles[level..].Fill(values[^1]);
    }

    /// <summary>Never outside the two, whatever the rounding.</summary>
    private static double Between(double low, double high, double share) => Math.Clamp(low + share * (high - low), low, high);

    private static int Sum(ReadOnlySpan<int> masses)
    {
        int sum = 0;
        foreach (int mass in masses)
            sum += mass;
        return sum;
    }
}
