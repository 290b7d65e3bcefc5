using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Finds the crosses worth having, on a sample of the rows. An additive model (trees of one split) takes the main effects away; a score test on what is left finds the pairs that interact;
/// a short training is offered every cross of those pairs, and the crosses that earned their keep on rows that did not choose them are taken.
/// </summary>
internal static class CrossSearch
{
    /// <summary>With fewer rows the honest gains of single crosses are noise.</summary>
    private const int FewestRows = 5_000;

    private const int SampleRows = 25_000;

    /// <summary>Pairs that are offered; proxies of one interacting pair fill several places.</summary>
    private const int Pairs = 20;

    /// <summary>Enough to rank the crosses: the first trees take most of the gain.</summary>
    private const int Rounds = 15;

    private const int AdditiveRounds = 50;
    private const double AdditiveRate = 0.3;

    /// <summary>A cross must earn this share of the total honest gain.</summary>
    private const double SmallestShare = 0.005;

    public static FeatureCross[] Find(BoostingData data, FeatureBins[] features, BoostingOptions options)
    {
        if (options.Crosses == 0 || data.RowCount < FewestRows || !options.Honest)
            return [];
        BoostingData sample = Sample(data);
        BoostingOptions plain = options with { EarlyStoppingRounds = 0, Subsample = 1, ColumnSample = 1 };
        BoostingOptions additive = plain with { Rounds = AdditiveRounds, Leaves = 2, LearningRate = AdditiveRate };
        RowScores left = QuantileBooster.Fit(sample, additive, features, [], null, CancellationToken.None).Scores;
        FeatureCross[] candidates = [.. Candidates(InteractionTest.StrongestPairs(sample, features, left, Pairs, options.ThreadCount), data.IncreasingFeatures)];
        if (candidates.Length == 0)
            return [];
        double[] gains = QuantileBooster.Fit(sample, plain with { Rounds = Rounds }, features, candidates, null, CancellationToken.None).Gains;
        double smallest = SmallestShare * gains.Where(gain => gain > 0).Sum();
        return [.. Enumerable.Range(0, candidates.Length)
            .Where(cross => gains[data.FeatureCount + cross] > smallest)
            .OrderByDescending(cross => gains[data.FeatureCount + cross])
            .Take(options.Crosses)
            .Select(cross => candidates[cross])];
    }

    private static IEnumerable<FeatureCross> Candidates((int First, int Second)[] pairs, int[] increasing)
    {
        foreach ((int first, int second) in pairs)
        {
            bool turn = increasing.Contains(second) && !increasing.Contains(first);
            foreach (CrossKind kind in Enum.GetValues<CrossKind>())
            {
                var cross = turn ? new FeatureCross(second, first, kind) : new FeatureCross(first, second, kind);
                if (FeatureCrosses.IsAllowed(cross, increasing))
                    yield return cross;
            }
        }
    }

    private static BoostingData Sample(BoostingData data)
    {
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => data.IsValidation is null || !data.IsValidation[row])];
        int stride = Math.Max(1, rows.Length / SampleRows);
        return data.Select([.. rows.Where((_, i) => i % stride == 0)]);
    }
}
