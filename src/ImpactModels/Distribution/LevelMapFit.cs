using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>How much of the observed miscalibration of a group is corrected, 0 to 1.</summary>
/// <param name="Widening">Of what moves both ends of the central intervals apart or together.</param>
/// <param name="Shift">Of what moves both ends the same way.</param>
internal readonly record struct EvidenceShares(double Widening, double Shift);

/// <summary>
/// The map of one group: at each nominal level p the conformal order statistic of the PIT values, ⌈p(n + 1)⌉ above the median and ⌊p(n + 1)⌋ below (level p(1 + 1/n) of Romano, Patterson, Candès 2019),
/// split into a widening (δ(p) − δ(1 − p))/2 and a shift (δ(p) + δ(1 − p))/2, each shrunk to nothing by its own w = max(0, 1 − Σse²/Σδ²), se its error by day (James and Stein 1961): what noise explains is not
/// corrected. Days agree on how wide outcomes are long before they agree on where they lie: shrunk together, a widening that every day showed was held back by the days' drifts.
/// </summary>
internal static class LevelMapFit
{
    /// <summary>The prior variance of δ (from the effective number of rows) counts as this many days beside the variance between days, which few days leave unsure.</summary>
    private const double PriorDays = 3;

    /// <summary>Calibrated levels stay this far from 0 and 1: beyond, tails are extrapolated by a law fitted to a few excesses.</summary>
    public const double OutermostLevel = 5e-4;

    private const int Last = QuantileLevels.Count - 1;

    /// <summary>Writes the 17 levels, increasing, and returns the weights.</summary>
    /// <param name="sortedPits">[n] ascending.</param>
    /// <param name="hitsByDay">[days][17 + 1] rows with PIT ≤ level, and all rows last.</param>
    public static EvidenceShares Write(ReadOnlySpan<double> sortedPits, double[][] hitsByDay, Span<double> levels)
    {
        EvidenceShares shares = Shares(sortedPits.Length, hitsByDay);
        double last = OutermostLevel;
        for (int j = 0; j < levels.Length; j++)
        {
            double below = ConformalLevel(sortedPits, QuantileLevels.All[j]) - QuantileLevels.All[j];
            double above = ConformalLevel(sortedPits, QuantileLevels.All[Last - j]) - QuantileLevels.All[Last - j];
            double level = QuantileLevels.All[j] + shares.Widening * 0.5 * (below - above) + shares.Shift * 0.5 * (below + above);
            levels[j] = last = Math.Clamp(level, last, 1 - OutermostLevel);
        }

        return shares;
    }

    private static double ConformalLevel(ReadOnlySpan<double> sortedPits, double nominal)
    {
        int n = sortedPits.Length;
        double rank = nominal * (n + 1);
        if (nominal > 0.5)
        {
            int k = (int)Math.Ceiling(rank - RankSlack);
            return k <= n ? sortedPits[k - 1] : Math.Max(nominal, sortedPits[n - 1]);
        }

        int low = (int)Math.Floor(rank + RankSlack);
        return low >= 1 ? sortedPits[low - 1] : Math.Min(nominal, sortedPits[0]);
    }

    /// <summary>So that 0.9·(99 + 1) is rank 90 whatever its rounding.</summary>
    private const double RankSlack = 1e-9;

    private static EvidenceShares Shares(int n, double[][] hitsByDay) => new(Share(n, hitsByDay, -1), Share(n, hitsByDay, 1));

    /// <param name="sign">−1: differences of mirrored levels (widening); 1: their sums (shift).</param>
    private static double Share(int n, double[][] hitsByDay, int sign)
    {
        double noise = 0;
        double signal = 0;
        for (int j = 0; j <= QuantileLevels.MedianIndex; j++)
        {
            double p = QuantileLevels.All[j];
            double independent = IndependentVariance(p, sign);
            if (independent <= 0)
                continue;
            double expected = 0.5 * (p + sign * (1 - p));
            double deviation = hitsByDay.Sum(day => Part(day, j, sign)) / n - expected;
            double weight = 1 / (p * (1 - p));
            signal += weight * deviation * deviation;
            noise += weight * Variance(n, independent, expected + deviation, hitsByDay, day => Part(day, j, sign));
        }

        return signal > noise ? 1 - noise / signal : 0;
    }

    private static double Part(double[] day, int j, int sign) => 0.5 * (day[j] + sign * day[Last - j]);

    /// <summary>Of (1{u ≤ p} ∓ 1{u ≤ 1 − p})/2 for a uniform u: with q = 1 − 2p, q(1 − q)/4 of the difference and p/2 of the sum.</summary>
    private static double IndependentVariance(double p, int sign) => sign < 0 ? 0.25 * (1 - 2 * p) * 2 * p : 0.5 * p;

    /// <summary>Squared error of a part: between days, pooled with what the effective number of rows gives.</summary>
    private static double Variance(int n, double independent, double mean, double[][] hitsByDay, Func<double[], double> part)
    {
        int days = hitsByDay.Length;
        double prior = independent / EffectiveRows.Of(n, days);
        if (days < 2)
            return prior;
        double between = 0;
        foreach (double[] day in hitsByDay)
        {
            double score = (part(day) - mean * day[QuantileLevels.Count]) / n;
            between += score * score;
        }

        between *= days / (days - 1.0);
        return (days * between + PriorDays * prior) / (days + PriorDays);
    }
}
