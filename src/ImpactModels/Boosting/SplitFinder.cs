using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Third stage: the best split of one histogram. Numeric features are scanned with missing values on either side; categories are ordered by their location step and scanned as if numeric,
/// which finds the best two-way grouping for one direction (Fisher 1958). Ties go to the lower feature, then the lower bin, so that the choice is unique.
/// </summary>
internal sealed class SplitFinder(BinnedRows rows, BoostingOptions options, int[] increasingFeatures)
{
    /// <summary>Gains below this share of the node's own score are rounding of the fixed point.</summary>
    private const double SmallestGain = 1e-9;

    private readonly bool[] isIncreasing = Flags(rows.FeatureCount, increasingFeatures);

    /// <returns>Null when no allowed split gains anything.</returns>
    public Split? Find(Histogram histogram, ScoreSum total, int[] features)
    {
        if (total.Rows < 2 * options.MinRowsPerLeaf)
            return null;
        var best = new Split?[features.Length];
        for (int i = 0; i < features.Length; i++)
            best[i] = FindInFeature(histogram, total, features[i]);
        Split? winner = null;
        foreach (Split? candidate in best)
        {
            if (candidate is not null && (winner is null || candidate.Gain > winner.Gain))
                winner = candidate;
        }

        return winner;
    }

    private Split? FindInFeature(Histogram histogram, ScoreSum total, int feature)
    {
        FeatureBins bins = rows.Features[feature];
        return bins.IsCategorical
            ? FindCategorical(histogram.Feature(feature), total, feature, bins.Count)
            : FindNumeric(histogram.Feature(feature), total, feature, bins.Count);
    }

    private Split? FindNumeric(ReadOnlySpan<Vector128<int>> sums, ScoreSum total, int feature, int bins)
    {
        var scan = new SplitScan(total, options.MinRowsPerLeaf, isIncreasing[feature], SmallestGain * total.Gain);
        Vector128<int> missing = sums[BinMapper.MissingBin];
        // After the last bin only missing values are left, on the right.
        Scan(sums, missing[3] > 0 ? bins : bins - 1, Vector128<int>.Zero, missingGoesLeft: false, ref scan);
        if (missing[3] > 0)
            Scan(sums, bins - 1, missing, missingGoesLeft: true, ref scan);
        return scan.Bin < 0 ? null : new Split
        {
            Feature = feature,
            Bin = scan.Bin == bins - 1 ? BinMapper.LastBin : scan.Bin,
            MissingGoesLeft = scan.MissingGoesLeft || missing[3] == 0 && 2 * scan.Left.Rows > total.Rows,
            Gain = scan.Gain,
            Left = scan.Left,
        };
    }

    private static void Scan(ReadOnlySpan<Vector128<int>> sums, int bins, Vector128<int> start, bool missingGoesLeft, ref SplitScan scan)
    {
        Vector128<int> left = start;
        for (int bin = 0; bin < bins; bin++)
        {
            // An empty bin offers the same split as the one before it.
            if (sums[bin][3] == 0 && bin > 0)
                continue;
            left += sums[bin];
            scan.Offer(ScoreSum.From(left), bin, missingGoesLeft);
        }
    }

    private Split? FindCategorical(ReadOnlySpan<Vector128<int>> sums, ScoreSum total, int feature, int bins)
    {
        int[] order = ByLocationStep(sums, bins);
        var scan = new SplitScan(total, options.MinRowsPerLeaf, mustIncrease: false, SmallestGain * total.Gain);
        ScoreSum left = ScoreSum.From(Vector128<int>.Zero);
        for (int i = 0; i + 1 < order.Length || i < order.Length && sums[BinMapper.MissingBin][3] > 0; i++)
        {
            left += ScoreSum.From(sums[order[i]]);
            scan.Offer(left, i, missingGoesLeft: false);
        }

        if (scan.Bin < 0)
            return null;
        var categories = new CategorySet();
        for (int i = 0; i <= scan.Bin; i++)
            categories = categories.With(order[i]);
        return new Split { Feature = feature, LeftCategories = categories, MissingGoesLeft = false, Gain = scan.Gain, Left = scan.Left };
    }

    /// <summary>Categories that occur in the node; the others go right with the missing ones.</summary>
    private static int[] ByLocationStep(ReadOnlySpan<Vector128<int>> sums, int bins)
    {
        var present = new List<(double Step, int Bin)>();
        for (int bin = 0; bin < bins; bin++)
        {
            ScoreSum sum = ScoreSum.From(sums[bin]);
            if (sum.Rows > 0)
                present.Add(((double)sum.Location / Math.Max(1, sum.Curvature), bin));
        }

        present.Sort();
        return [.. present.Select(category => category.Bin)];
    }

    private static bool[] Flags(int count, int[] indices)
    {
        var flags = new bool[count];
        foreach (int index in indices)
            flags[index] = true;
        return flags;
    }
}

/// <summary>The best border seen so far in one feature.</summary>
internal ref struct SplitScan(ScoreSum total, int minRows, bool mustIncrease, double smallestGain)
{
    public int Bin { get; private set; } = -1;

    public bool MissingGoesLeft { get; private set; }

    public ScoreSum Left { get; private set; }

    public double Gain { get; private set; } = smallestGain;

    public void Offer(ScoreSum left, int bin, bool missingGoesLeft)
    {
        ScoreSum right = total - left;
        if (left.Rows < minRows || right.Rows < minRows)
            return;
        double gain = left.Gain + right.Gain - total.Gain;
        if (!(gain > Gain) || mustIncrease && FallsFromLeftToRight(left, right))
            return;
        (Bin, MissingGoesLeft, Left, Gain) = (bin, missingGoesLeft, left, gain);
    }

    /// <summary>The split would lower the location as an increasing feature grows.</summary>
    private static bool FallsFromLeftToRight(ScoreSum left, ScoreSum right) =>
        (double)left.Location * right.Curvature > (double)right.Location * left.Curvature;
}
