using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// The map of one group: at each nominal level p the conformal order statistic of the PIT values, ⌈p(n + 1)⌉ above the median and ⌊p(n + 1)⌋ below (level p(1 + 1/n) of Romano, Patterson, Candès 2019),
/// shrunk to the identity by w = max(0, 1 − Σse²/Σδ²) over the levels, δ the observed deviation and se its error by day (James and Stein 1961): what noise explains is not corrected.
/// </summary>
internal static class LevelMapFit
{
    /// <summary>The prior variance of δ (from the effective number of rows) counts as this many days beside the variance between days, which few days leave unsure.</summary>
    private const double PriorDays = 3;

    /// <summary>Calibrated levels stay this far from 0 and 1: beyond, tails are extrapolated by a law fitted to a few excesses.</summary>
    public const double OutermostLevel = 5e-4;

    /// <summary>Writes the 17 levels and returns the weight.</summary>
    /// <param name="sortedPits">[n] ascending.</param>
    /// <param name="hitsByDay">[days][17 + 1] rows with PIT ≤ level, and all rows last.</param>
    public static double Write(ReadOnlySpan<double> sortedPits, double[][] hitsByDay, Span<double> levels)
    {
        int n = sortedPits.Length;
        double weight = EvidenceWeight(n, hitsByDay);
        for (int j = 0; j < levels.Length; j++)
        {
            double nominal = QuantileLevels.All[j];
            double observed = ConformalLevel(sortedPits, nominal);
            levels[j] = Math.Clamp(nominal + weight * (observed - nominal), OutermostLevel, 1 - OutermostLevel);
        }

        return weight;
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

    private static double EvidenceWeight(int n, double[][] hitsByDay)
    {
        double noise = 0;
        double signal = 0;
        for (int j = 0; j < QuantileLevels.Count; j++)
        {
            double p = QuantileLevels.All[j];
            double deviation = hitsByDay.Sum(day => day[j]) / n - p;
            signal += deviation * deviation / (p * (1 - p));
            noise += Variance(j, n, deviation, hitsByDay) / (p * (1 - p));
        }

        return signal > noise ? 1 - noise / signal : 0;
    }

    /// <summary>Squared error of the deviation at level j: between days, pooled with what the effective number of rows gives.</summary>
    private static double Variance(int j, int n, double deviation, double[][] hitsByDay)
    {
        double p = QuantileLevels.All[j];
        int days = hitsByDay.Length;
        double prior = p * (1 - p) / EffectiveRows.Of(n, days);
        if (days < 2)
            return prior;
        double between = 0;
        foreach (double[] day in hitsByDay)
        {
            double rows = day[QuantileLevels.Count];
            double score = (day[j] - (p + deviation) * rows) / n;
            between += score * score;
        }

        between *= days / (days - 1.0);
        return (days * between + PriorDays * prior) / (days + PriorDays);
    }
}
