using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>
/// How often costs passed a threshold where the forecast said with probability p: Brier score mean (p − o)² = reliability − resolution + uncertainty (Murphy 1973; exact up to the
/// variation of p within a bin), and the reliability curve over bins of p.
/// </summary>
public sealed record ExceedanceReliability(double BrierScore, double Reliability, double Resolution, double Uncertainty, ImmutableArray<ReliabilityBin> Bins)
{
    public const int DefaultBinCount = 10;

    /// <param name="probabilities">[n] P(J > x).</param>
    /// <param name="exceeded">[n] whether J > x.</param>
    /// <param name="binCount">Equal bins of p.</param>
    public static ExceedanceReliability From(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> exceeded, int binCount = DefaultBinCount)
    {
        if (probabilities.Length != exceeded.Length)
            throw new ArgumentException($"{probabilities.Length} probabilities, {exceeded.Length} outcomes.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binCount);
        double[] sums = new double[binCount];
        long[] hits = new long[binCount];
        long[] counts = new long[binCount];
        double brier = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            int bin = BinOf(probabilities[i], binCount);
            double outcome = exceeded[i] ? 1 : 0;
            brier += (probabilities[i] - outcome) * (probabilities[i] - outcome);
            sums[bin] += probabilities[i];
            hits[bin] += exceeded[i] ? 1 : 0;
            counts[bin]++;
        }

        ImmutableArray<ReliabilityBin> bins = Bin(sums, hits, counts);
        return Summarise(brier, probabilities.Length, bins);
    }

    private static int BinOf(double probability, int binCount)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1].");
        return Math.Min((int)(probability * binCount), binCount - 1);
    }

    private static ImmutableArray<ReliabilityBin> Bin(double[] sums, long[] hits, long[] counts) =>
        [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).Select(i => new ReliabilityBin(sums[i] / counts[i], (double)hits[i] / counts[i], counts[i]))];

    private static ExceedanceReliability Summarise(double brier, int count, ImmutableArray<ReliabilityBin> bins)
    {
        double total = Math.Max(count, 1);
        double baseRate = bins.Sum(b => b.ObservedRate * b.Count) / total;
        double reliability = bins.Sum(b => b.Count * Square(b.MeanForecast - b.ObservedRate)) / total;
        double resolution = bins.Sum(b => b.Count * Square(b.ObservedRate - baseRate)) / total;
        return new ExceedanceReliability(brier / total, reliability, resolution, baseRate * (1 - baseRate), bins);
    }

    private static double Square(double x) => x * x;
}

/// <summary>One point of a reliability curve.</summary>
public readonly record struct ReliabilityBin(double MeanForecast, double ObservedRate, long Count);
