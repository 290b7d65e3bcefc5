using ImpactService.ImpactModels.Boosting;

namespace ImpactService.Tests.Oracles.Boosting;

/// <summary>A division of rows as the naive search found it.</summary>
internal sealed record NaiveSplit(int Feature, double Gain, int[] Left);

/// <summary>Divides the rows themselves in every possible way, without a histogram: the naive twin of HistogramBuilder and SplitFinder.</summary>
internal static class NaiveSplits
{
    /// <summary>The best gain over all features, borders and sides of missing values; null when no division keeps enough rows on both sides.</summary>
    public static NaiveSplit? Best(BinnedRows rows, RowScores scores, int[] rowIds, int minRows, bool[] isIncreasing)
    {
        NaiveSplit? best = null;
        for (int feature = 0; feature < rows.FeatureCount; feature++)
        {
            foreach (int[] left in Divisions(rows, scores, rowIds, feature))
            {
                double? gain = Gain(scores, rowIds, left, minRows, isIncreasing[feature]);
                if (gain > (best?.Gain ?? 0))
                    best = new NaiveSplit(feature, gain.Value, left);
            }
        }

        return best;
    }

    /// <summary>Sums by (feature, bin) of the rows, one row after the other.</summary>
    public static (long Location, long Scale, long Curvature, int Rows) Sum(BinnedRows rows, RowScores scores, IEnumerable<int> rowIds, int feature, int bin) =>
        Sum(scores, rowIds.Where(row => rows[row, feature] == bin));

    public static (long Location, long Scale, long Curvature, int Rows) Sum(RowScores scores, IEnumerable<int> rowIds)
    {
        (long Location, long Scale, long Curvature, int Rows) sum = default;
        foreach (int row in rowIds)
            sum = (sum.Location + scores.Values[row][0], sum.Scale + scores.Values[row][1], sum.Curvature + scores.Values[row][2], sum.Rows + 1);
        return sum;
    }

    private static IEnumerable<int[]> Divisions(BinnedRows rows, RowScores scores, int[] rowIds, int feature)
    {
        int[] order = rows.Features[feature].IsCategorical ? ByStep(rows, scores, rowIds, feature) : [.. Enumerable.Range(0, NaiveBins.Missing)];
        for (int count = 1; count <= order.Length; count++)
        {
            HashSet<int> bins = [.. order.Take(count)];
            yield return [.. rowIds.Where(row => bins.Contains(rows[row, feature]))];
            if (!rows.Features[feature].IsCategorical)
                yield return [.. rowIds.Where(row => bins.Contains(rows[row, feature]) || rows[row, feature] == NaiveBins.Missing)];
        }
    }

    private static int[] ByStep(BinnedRows rows, RowScores scores, int[] rowIds, int feature) =>
        [.. rowIds.Select(row => (int)rows[row, feature]).Distinct().Where(bin => bin != NaiveBins.Missing)
            .OrderBy(bin => Sum(rows, scores, rowIds, feature, bin) is var sum ? (double)sum.Location / Math.Max(1, sum.Curvature) : 0).ThenBy(bin => bin)];

    private static double? Gain(RowScores scores, int[] rowIds, int[] left, int minRows, bool mustIncrease)
    {
        var below = Sum(scores, left);
        var all = Sum(scores, rowIds);
        (long Location, long Scale, long Curvature, int Rows) above = (all.Location - below.Location, all.Scale - below.Scale, all.Curvature - below.Curvature, all.Rows - below.Rows);
        if (below.Rows < minRows || above.Rows < minRows)
            return null;
        if (mustIncrease && (double)below.Location / below.Curvature > (double)above.Location / above.Curvature)
            return null;
        return Worth(below) + Worth(above) - Worth(all);
    }

    private static double Worth((long Location, long Scale, long Curvature, int Rows) sum) =>
        sum.Curvature <= 0 ? 0 : ((double)sum.Location * sum.Location + (double)sum.Scale * sum.Scale) / sum.Curvature;
}
