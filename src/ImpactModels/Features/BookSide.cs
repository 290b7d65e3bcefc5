namespace ImpactService.ImpactModels.Features;

/// <summary>One side of a depth snapshot, best level first; null arrays stand for a book that is not shown.</summary>
internal readonly ref struct BookSide(double[]? prices, double[]? sizes)
{
    /// <summary>A level that lies at the distance to the digit counts, however its price was rounded to binary.</summary>
    private const double RoundingMargin = 1 + 1e-9;

    private readonly ReadOnlySpan<double> prices = prices;
    private readonly ReadOnlySpan<double> sizes = sizes;
    private readonly bool isShown = prices is not null && sizes is not null;

    /// <summary>Levels that have both a price and a size.</summary>
    public int Levels => Math.Min(prices.Length, sizes.Length);

    /// <summary>Displayed size of the first levels; NaN when no book is shown.</summary>
    public double SizeOfLevels(int count)
    {
        if (!isShown)
            return double.NaN;
        double sum = 0;
        for (int i = 0; i < Math.Min(count, Levels); i++)
            sum += sizes[i];
        return sum;
    }

    /// <summary>
    /// Displayed size at prices within so many bps of the mid; NaN when no book is shown. Where the snapshot ends nearer than that, this is a lower bound.
    /// </summary>
    public double SizeWithin(double distanceBps, double mid)
    {
        if (!isShown || double.IsNaN(mid))
            return double.NaN;
        double sum = 0;
        for (int i = 0; i < Levels; i++)
        {
            if (Math.Abs(prices[i] - mid) <= distanceBps * 1e-4 * mid * RoundingMargin)
                sum += sizes[i];
        }

        return sum;
    }
}
