namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>One range of order sizes: means over its orders. Shifts and half spreads are in units of the daily volatility.</summary>
/// <param name="LogSize">Mean of ln(Q/V).</param>
/// <param name="Precision">Inverse variance of <paramref name="Shift"/>.</param>
internal readonly record struct SizeLawPoint(double LogSize, double HalfSpread, double Shift, double Precision);

/// <summary>
/// Orders collected by size in <see cref="BinsPerDecade"/> logarithmic bins of Q/V: impact is about 1 % of the variance of a single order, so a law is fitted on means, and millions of orders become a few dozen points.
/// </summary>
internal sealed class SizeLawBins
{
    /// <summary>A bin is 12 % wide: the curvature of a power law inside it is negligible.</summary>
    private const int BinsPerDecade = 20;

    private const int LowestDecade = -10;

    private const int Bins = 11 * BinsPerDecade;

    /// <summary>Fewer orders say nothing about their own variance; neighbours are merged until there are so many.</summary>
    private const long MinimumOrdersPerPoint = 30;

    private readonly BinSums[] bins = new BinSums[Bins];

    public long OrderCount { get; private set; }

    /// <summary>Mean signed shift over all orders, in daily volatilities: the amplitude that negative controls look at.</summary>
    public double MeanShift { get; private set; }

    public void Add(double sizeOverVolume, double halfSpread, double shift)
    {
        if (!(sizeOverVolume > 0 && double.IsFinite(halfSpread) && double.IsFinite(shift)))
            return;
        double logSize = Math.Log(sizeOverVolume);
        int bin = (int)Math.Floor((logSize / Math.Log(10) - LowestDecade) * BinsPerDecade);
        bins[Math.Clamp(bin, 0, Bins - 1)].Add(logSize, halfSpread, shift);
        OrderCount++;
        MeanShift += (shift - MeanShift) / OrderCount;
    }

    /// <summary>Points by decreasing size; the sparse top bins are merged downwards, what is left at the bottom joins the last point.</summary>
    public List<SizeLawPoint> Points()
    {
        var points = new List<SizeLawPoint>();
        var merged = default(BinSums);
        for (int bin = Bins - 1; bin >= 0; bin--)
        {
            merged.Merge(bins[bin]);
            if (merged.Count < MinimumOrdersPerPoint)
                continue;
            points.Add(merged.ToPoint());
            merged = default;
        }

        return points;
    }

    private struct BinSums
    {
        private double logSize, halfSpread, shift, shiftSquared;

        public long Count { get; private set; }

        public void Add(double logSize, double halfSpread, double shift)
        {
            Count++;
            this.logSize += logSize;
            this.halfSpread += halfSpread;
            this.shift += shift;
            shiftSquared += shift * shift;
        }

        public void Merge(in BinSums other)
        {
            Count += other.Count;
            logSize += other.logSize;
            halfSpread += other.halfSpread;
            shift += other.shift;
            shiftSquared += other.shiftSquared;
        }

        public readonly SizeLawPoint ToPoint()
        {
            double mean = shift / Count;
            double variance = Math.Max((shiftSquared - Count * mean * mean) / (Count - 1), double.Epsilon);
            return new SizeLawPoint(logSize / Count, halfSpread / Count, mean, Count / variance);
        }
    }
}
