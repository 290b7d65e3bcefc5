using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// First stage: features to bin numbers, one byte each. Borders are quantiles of a sample of the rows, halfway between two neighbouring values;
/// a feature with few distinct values gets one bin for each.
/// </summary>
internal sealed class BinMapper
{
    /// <summary>Bins of values; the one number left in a byte is <see cref="MissingBin"/>.</summary>
    public const int MaximumBins = 255;

    public const byte MissingBin = 255;

    /// <summary>Rows looked at to place the borders: the rank error of a border is 1/√200,000 = 0.2 %, half of one bin of 255.</summary>
    private const int SampleRows = 200_000;

    private const int ChunkRows = 8192;

    private BinMapper(FeatureBins[] features) => Features = features;

    public FeatureBins[] Features { get; }

    public static BinMapper Fit(BoostingData data, int bins, int threads)
    {
        var features = new FeatureBins[data.FeatureCount];
        ParallelChunks.For(data.FeatureCount, 1, threads, (feature, _, _) =>
        {
            float[] sorted = SortedSample(data, feature);
            features[feature] = Array.IndexOf(data.CategoricalFeatures, feature) >= 0
                ? new FeatureBins(isCategorical: true, MostFrequent(sorted, bins))
                : new FeatureBins(isCategorical: false, Borders(sorted, bins));
        });
        return new BinMapper(features);
    }

    /// <summary>[rows × features] row-major.</summary>
    public byte[] Map(BoostingData data, int threads)
    {
        int count = Features.Length;
        var bins = new byte[data.RowCount * count];
        ParallelChunks.For(data.RowCount, ChunkRows, threads, (_, from, to) =>
        {
            for (int feature = 0; feature < count; feature++)
            {
                FeatureBins map = Features[feature];
                for (int at = from * count + feature; at < to * count; at += count)
                    bins[at] = map.BinOf(data.Features[at]);
            }
        });
        return bins;
    }

    private static float[] SortedSample(BoostingData data, int feature)
    {
        int stride = Math.Max(1, data.RowCount / SampleRows);
        var sample = new List<float>(data.RowCount / stride + 1);
        for (int row = 0; row < data.RowCount; row += stride)
        {
            float value = data.Features[row * data.FeatureCount + feature];
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

        for (int bin = 1; bin < bins; bin++)
        {
            int at = (int)((long)sorted.Length * bin / bins);
            float border = Between(sorted[at - 1], sorted[at]);
            if (sorted[at] > border && (borders.Count == 0 || border > borders[^1]))
                borders.Add(border);
            else if (sorted[at] == border)
                AddBorderBelow(borders, distinct, border);
        }

        return [.. borders];
    }

    /// <summary>A value that fills a whole quantile step is set apart from the one below it.</summary>
    private static void AddBorderBelow(List<float> borders, float[] distinct, float value)
    {
        int at = Array.BinarySearch(distinct, value);
        if (at <= 0)
            return;
        float border = Between(distinct[at - 1], value);
        if (borders.Count == 0 || border > borders[^1])
            borders.Add(border);
    }

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
