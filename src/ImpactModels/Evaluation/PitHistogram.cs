using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>Counts of PIT values in equal bins of [0, 1]: flat for a calibrated forecast, a hump for one that is too wide, a bowl for one too narrow.</summary>
public sealed class PitHistogram
{
    public const int DefaultBinCount = 20;

    private PitHistogram(ImmutableArray<long> counts) => Counts = counts;

    public ImmutableArray<long> Counts { get; }

    public long Total => Counts.Sum();

    /// <summary>Largest distance of the empirical distribution from the diagonal, at the bin edges (Kolmogorov).</summary>
    public double MaximumDeviation
    {
        get
        {
            double largest = 0;
            long below = 0;
            for (int i = 0; i < Counts.Length; i++)
            {
                below += Counts[i];
                largest = Math.Max(largest, Math.Abs((double)below / Math.Max(Total, 1) - (i + 1.0) / Counts.Length));
            }

            return largest;
        }
    }

    public static PitHistogram From(ReadOnlySpan<double> pits, int binCount = DefaultBinCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binCount);
        long[] counts = new long[binCount];
        foreach (double pit in pits)
        {
            if (!(pit >= 0 && pit <= 1))
                throw new ArgumentOutOfRangeException(nameof(pits), pit, "A PIT lies in [0, 1].");
            counts[Math.Min((int)(pit * binCount), binCount - 1)]++;
        }

        return new PitHistogram([.. counts]);
    }
}
