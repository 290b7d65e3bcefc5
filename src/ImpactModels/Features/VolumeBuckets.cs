namespace ImpactService.ImpactModels.Features;

/// <summary>
/// VPIN (Easley, López de Prado, O'Hara 2012): trades fill buckets of equal volume, a large one several; VPIN is the mean of |buy − sell|/bucket over the last full buckets.
/// Signs come from the tape instead of bulk classification. Buckets are ADV/200 (the paper: ADV/50), so that the window of 50 spans a quarter of a day and is usable early.
/// </summary>
internal sealed class VolumeBuckets
{
    public const int Window = 50;

    public const double BucketsPerDay = 200;

    public const int MinimumBuckets = 5;

    private readonly double bucketSize;
    private readonly double[] imbalances;
    private double filled;
    private double signed;
    private long count;

    /// <param name="advUnits">NaN when unknown: there are no buckets then.</param>
    public VolumeBuckets(double advUnits) => (bucketSize, imbalances) = (advUnits / BucketsPerDay, new double[Window]);

    private VolumeBuckets(VolumeBuckets other)
    {
        (bucketSize, filled, signed, count) = (other.bucketSize, other.filled, other.signed, other.count);
        imbalances = [.. other.imbalances];
    }

    public VolumeBuckets Copy() => new(this);

    public void Add(double size, double sign)
    {
        if (!(bucketSize > 0))
            return;
        double room = bucketSize - filled;
        while (size >= room)
        {
            signed += sign * room;
            size -= room;
            imbalances[count++ % Window] = Math.Abs(signed) / bucketSize;
            (filled, signed) = (0, 0);
            room = bucketSize;
            SkipWholeWindows(ref size, sign);
        }

        filled += size;
        signed += sign * size;
    }

    /// <summary>NaN before five full buckets.</summary>
    public double Vpin()
    {
        if (count < MinimumBuckets)
            return double.NaN;
        int buckets = (int)Math.Min(count, Window);
        double sum = 0;
        for (int i = 0; i < buckets; i++)
            sum += imbalances[i];
        return sum / buckets;
    }

    /// <summary>A trade of many times the window would fill the same buckets over and over.</summary>
    private void SkipWholeWindows(ref double size, double sign)
    {
        if (!(size > 2 * Window * bucketSize))
            return;
        imbalances.AsSpan().Fill(Math.Abs(sign));
        count += Window;
        size %= bucketSize;
    }
}
