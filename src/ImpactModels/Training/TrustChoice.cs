using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// How far the learner is believed, from its losses on validated days: by range of horizon the weight whose gain over the law, less one standard error of it between days, is largest (the least weight where none is positive),
/// times D/(D + 1) for D validated days. What several days agree on is believed; a mean gain that one day made is not. With fewer than three days there is no error to speak of, and the factor stands alone.
/// </summary>
internal sealed class TrustChoice(IReadOnlyList<double> weights)
{
    /// <summary>The error of a gain from two days is a guess.</summary>
    private const int FewestDaysForError = 3;

    private readonly SortedDictionary<int, double[]>[] losses = [.. LearnedTrust.KnotSeconds.Select(_ => new SortedDictionary<int, double[]>())];

    /// <summary>[weight] sums of one day, to be added to.</summary>
    public double[] LossesOf(int range, int day)
    {
        if (!losses[range].TryGetValue(day, out double[]? sums))
            losses[range].Add(day, sums = new double[weights.Count]);
        return sums;
    }

    public LearnedTrust Choose() => new(losses.Select(Choose));

    private double Choose(SortedDictionary<int, double[]> byDay)
    {
        double best = weights.Min();
        double bestBound = 0;
        for (int w = 0; w < weights.Count; w++)
        {
            double bound = LowerBound([.. byDay.Values.Select(day => LossOfLaw(day) - day[w])]);
            if (bound > bestBound)
                (best, bestBound) = (weights[w], bound);
        }

        return best * byDay.Count / (byDay.Count + 1.0);
    }

    /// <summary>Sum of the days' gains less its standard error.</summary>
    private static double LowerBound(double[] gains)
    {
        double sum = gains.Sum();
        if (gains.Length < FewestDaysForError)
            return sum;
        double mean = sum / gains.Length;
        return sum - Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) * gains.Length / (gains.Length - 1));
    }

    /// <summary>Of the weight nearest to none.</summary>
    private double LossOfLaw(double[] day) => day[Enumerable.Range(0, weights.Count).MinBy(w => weights[w])];
}
