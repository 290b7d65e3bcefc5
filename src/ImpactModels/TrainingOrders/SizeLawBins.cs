namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>One range of order sizes: means over its orders. Shifts and half spreads are in units of the daily volatility.</summary>
/// <param name="LogSize">Mean of ln(Q/V).</param>
/// <param name="Precision">Inverse variance of <paramref name="Shift"/>.</param>
internal readonly record struct SizeLawPoint(double LogSize, double HalfSpread, double Shift, double Precision);

/// <summary>
/// Orders collected by size and half spread in logarithmic bins: impact is about 1 % of the variance of a single order, so a law is fitted on means, and millions of orders become some hundred points.
/// Both axes are needed, since a spread term can only be told from the size term where the spread varies at one size.
/// </summary>
internal sealed class SizeLawBins
{
    /// <summary>A size bin is 12 % wide: the curvature of a power law inside it is negligible.</summary>
    private const double SizeBinsPerDecade = 20;

    /// <summary>Spreads are a few ticks wide: one, two and three ticks fall into different bins.</summary>
    private const double SpreadBinsPerDecade = 8;

    /// <summary>Fewer orders say little about their own variance: it is shrunk to that of all orders, which counts as so many.</summary>
    private const double PooledOrders = 30;

    private readonly Dictionary<(int Size, int Spread), BinSums> bins = [];
    private BinSums all;

    public long OrderCount => all.Count;

    /// <summary>Mean signed shift over all orders, in daily volatilities: the amplitude that negative controls look at. NaN without orders.</summary>
    public double MeanShift => all.MeanShift;

    /// <summary>Number of size bins in use: what an exponent is fitted over.</summary>
    public int SizeCount => bins.Keys.Select(key => key.Size).Distinct().Count();

    /// <summary>Orders without a positive size and finite shift and half spread are passed over.</summary>
    public void Add(double sizeOverVolume, double halfSpread, double shift)
    {
        if (!(sizeOverVolume > 0 && double.IsFinite(sizeOverVolume) && double.IsFinite(halfSpread) && double.IsFinite(shift)))
            return;
        var key = (BinOf(sizeOverVolume, SizeBinsPerDecade), halfSpread > 0 ? BinOf(halfSpread, SpreadBinsPerDecade) : int.MinValue);
        BinSums sums = bins.GetValueOrDefault(key);
        sums.Add(Math.Log(sizeOverVolume), halfSpread, shift);
        bins[key] = sums;
        all.Add(0, 0, shift);
    }

    /// <summary>Adds the orders of another session or market.</summary>
    public void Add(SizeLawBins other)
    {
        foreach (var bin in other.bins)
            bins[bin.Key] = bins.GetValueOrDefault(bin.Key).Plus(bin.Value);
        all = all.Plus(other.all);
    }

    /// <summary>One point per bin, in a fixed order.</summary>
    public List<SizeLawPoint> Points()
    {
        double pooledVariance = all.SumOfSquares / Math.Max(all.Count - 1, 1);
        return bins.OrderBy(bin => bin.Key).Select(bin => bin.Value.ToPoint(pooledVariance, PooledOrders)).ToList();
    }

    private static int BinOf(double value, double binsPerDecade) => (int)Math.Floor(Math.Log10(value) * binsPerDecade);

    private struct BinSums
    {
        private double logSize, halfSpread, shift, shiftSquared;

        public long Count { get; private set; }

        public readonly double MeanShift => shift / Count;

        /// <summary>Of the deviations from the mean.</summary>
        public readonly double SumOfSquares => Math.Max(shiftSquared - Count * MeanShift * MeanShift, 0);

        public void Add(double orderLogSize, double orderHalfSpread, double orderShift)
        {
            Count++;
            logSize += orderLogSize;
            halfSpread += orderHalfSpread;
            shift += orderShift;
            shiftSquared += orderShift * orderShift;
        }

        public readonly BinSums Plus(in BinSums other) => new()
        {
            Count = Count + other.Count,
            logSize = logSize + other.logSize,
            halfSpread = halfSpread + other.halfSpread,
            shift = shift + other.shift,
            shiftSquared = shiftSquared + other.shiftSquared,
        };

        public readonly SizeLawPoint ToPoint(double pooledVariance, double pooledOrders)
        {
            double variance = (SumOfSquares + pooledOrders * pooledVariance) / (Count + pooledOrders);
            return new SizeLawPoint(logSize / Count, halfSpread / Count, MeanShift, Count / variance);
        }
    }
}
