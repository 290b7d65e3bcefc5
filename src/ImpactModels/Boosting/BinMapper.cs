using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// First stage: features to bin numbers, one byte each. Borders are quantiles of a sample of the rows, halfway between two neighbouring values;
/// a feature with few distinct values gets one bin for each.
/// </summary>
internal static class BinMapper
{
    /// <summary>Bins of values; the one number left in a byte is <see cref="MissingBin"/>.</summary>
    public const int MaximumBins = 255;

    public const byte MissingBin = 255;

    /// <summary>No value has a higher bin: a split after it divides missing values from all others.</summary>
    public const byte LastBin = MissingBin - 1;

    /// <summary>Rows looked at to place the borders: the rank error of a border is at most ½/√50,000 = 0.2 %, half of one bin of 255.</summary>
    private const int SampleRows = 50_000;

    /// <summary>The bins of each feature of the data.</summary>
    public static FeatureBins[] Fit(BoostingData data, int bins, int threads)
    {
        var features = new FeatureBins[data.FeatureCount];
        ParallelChunks.For(data.FeatureCount, 1, threads, (feature, _, _) =>
            features[feature] = Fit(data.RowCount, row => data.Feature(row, feature), data.CategoricalFeatures.Contains(feature), bins));
        return features;
    }

    public static FeatureBins Fit(int rowCount, Func<int, float> valueOf, bool isCategorical, int bins)
    {
        float[] sorted = SortedSample(rowCount, valueOf);
        float[] edges = isCategorical ? MostFrequent(sorted, bins) : Borders(sorted, bins);
        return FeatureBins.Fit(isCategorical, edges, sorted);
    }

    private static float[] SortedSample(int rowCount, Func<int, float> valueOf)
    {
        int stride = Math.Max(1, rowCount / SampleRows);
        var sample = new List<float>(rowCount / stride + 1);
        for (int row = 0; row < rowCount; row += stride)
        {
            float value = valueOf(row);
            if (!float.IsNaN(value))
                sample.Add(Math.Clamp(value, float.MinValue, float.MaxValue));
        }

        float[] sorted = [.. sample];
        Array.Sort(sorted);
        return sorted;
    }

    private static float[] Borders(float[] sorted, int bins)
    {
        float[] distinct = Distinct(sorted);
        var borders = new List<float>(bins);
        if (distinct.Length <= bins)
        {
            for (int i = 1; i < distinct.Length; i++)
                borders.Add(Between(distinct[i - 1], distinct[i]));
            return [.. borders];
        }

        float atom = float.NaN;
        for (int bin = 1; bin < bins; bin++)
        {
            int at = (int)((long)sorted.Length * bin / bins);
            (float below, float value) = (sorted[at - 1], sorted[at]);
            AddAbove(borders, below < value ? Between(below, value) : Under(distinct, value));
            if (value == atom)
                AddAbove(borders, Over(distinct, value));
            atom = below == value ? value : float.NaN;
        }

        return [.. borders];
    }

    private static void AddAbove(List<float> borders, float border)
    {
        if (float.IsFinite(border) && (borders.Count == 0 || border > borders[^1]))
            borders.Add(border);
    }

    /// <summary>A value that fills a whole quantile step is set apart from the one below it.</summary>
    private static float Under(float[] distinct, float value) =>
        Array.BinarySearch(distinct, value) is > 0 and var at ? Between(distinct[at - 1], value) : float.NegativeInfinity;

    /// <summary>One that fills two steps, whose border would be lost, is set apart from the one above it as well: an atom has a bin to itself.</summary>
    private static float Over(float[] distinct, float value) =>
        Array.BinarySearch(distinct, value) is var at && at < distinct.Length - 1 ? Between(value, distinct[at + 1]) : float.PositiveInfinity;

    /// <summary>A number m with low ≤ m &lt; high when low &lt; high, low when they are equal.</summary>
    private static float Between(float low, float high)
    {
        float middle = (float)(((double)low + high) / 2);
        return middle < high ? Math.Max(low, middle) : low;
    }

    private static float[] Distinct(float[] sorted)
    {
        var distinct = new List<float>();
        foreach (float value in sorted)
        {
            if (distinct.Count == 0 || value > distinct[^1])
                distinct.Add(value);
        }

        return [.. distinct];
    }

    private static float[] MostFrequent(float[] sorted, int bins)
    {
        float[] categories = [.. sorted.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(bins).Select(group => group.Key)];
        Array.Sort(categories);
        return categories;
    }
}
