using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>
/// Intervals for mean scores by resampling whole days across instruments with replacement (orders of a day overlap and share one price path, so rows are not independent).
/// Deterministic for a seed; comparisons are paired: both sides are resampled with the same days.
/// </summary>
public sealed class BlockBootstrap
{
    public const int DefaultResampleCount = 2000;

    public const double DefaultLevel = 0.9;

    private readonly int[] blockOfRow;
    private readonly int blockCount;
    private readonly ulong seed;

    /// <param name="blocks">[n] any ordinal per row: the day.</param>
    /// <param name="seed">Same seed, same interval.</param>
    public BlockBootstrap(ReadOnlySpan<int> blocks, ulong seed)
    {
        Dictionary<int, int> index = [];
        blockOfRow = new int[blocks.Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            if (!index.TryGetValue(blocks[i], out int dense))
                index.Add(blocks[i], dense = index.Count);
            blockOfRow[i] = dense;
        }

        blockCount = index.Count;
        this.seed = seed;
    }

    public int ResampleCount { get; init; } = DefaultResampleCount;

    public double Level { get; init; } = DefaultLevel;

    /// <summary>Σwx/Σw.</summary>
    public BootstrapInterval Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default) =>
        Interval(SumByBlock(values, weights), CountByBlock(values.Length, weights), static (x, y) => x / y);

    /// <summary>Mean of a − b, paired.</summary>
    public BootstrapInterval Difference(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> weights = default)
    {
        double[] sums = SumByBlock(a, weights);
        double[] others = SumByBlock(b, weights);
        for (int i = 0; i < sums.Length; i++)
            sums[i] -= others[i];
        return Interval(sums, CountByBlock(a.Length, weights), static (x, y) => x / y);
    }

    /// <summary>Skill 1 − Σ score/Σ baseline, paired: positive where the forecast beats the baseline.</summary>
    public BootstrapInterval Skill(ReadOnlySpan<double> scores, ReadOnlySpan<double> baselineScores, ReadOnlySpan<double> weights = default) =>
        Interval(SumByBlock(scores, weights), SumByBlock(baselineScores, weights), static (x, y) => 1 - x / y);

    /// <summary>Any statistic of whole blocks: what it is of all of them, and its interval over resampled ones. Draws that are no number are left out.</summary>
    /// <param name="statistic">Of the blocks with these indices, repeated ones included.</param>
    public static BootstrapInterval Of(int blockCount, ulong seed, int resampleCount, Func<int[], double> statistic)
    {
        double estimate = statistic([.. Enumerable.Range(0, blockCount)]);
        SeededRandom random = new(seed);
        double[] draws = blockCount < 2 ? [] : [.. Enumerable.Range(0, resampleCount).Select(_ => statistic(Blocks(blockCount, random))).Where(double.IsFinite).Order()];
        double tail = 0.5 * (1 - DefaultLevel);
        return draws.Length < 2
            ? new BootstrapInterval(estimate, double.NaN, double.NaN, DefaultLevel, blockCount)
            : new BootstrapInterval(estimate, WeightedQuantiles.OfSorted(draws, tail), WeightedQuantiles.OfSorted(draws, 1 - tail), DefaultLevel, blockCount);

        static int[] Blocks(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(count))];
    }

    private BootstrapInterval Interval(double[] tops, double[] bottoms, Func<double, double, double> statistic)
    {
        double estimate = statistic(tops.Sum(), bottoms.Sum());
        if (blockCount < 2)
            return new BootstrapInterval(estimate, double.NaN, double.NaN, Level, blockCount);
        double[] draws = new double[ResampleCount];
        SeededRandom random = new(seed);
        for (int r = 0; r < draws.Length; r++)
            draws[r] = Resample(tops, bottoms, statistic, random);
        Array.Sort(draws);
        double tail = 0.5 * (1 - Level);
        return new BootstrapInterval(estimate, WeightedQuantiles.OfSorted(draws, tail), WeightedQuantiles.OfSorted(draws, 1 - tail), Level, blockCount);
    }

    private double Resample(double[] tops, double[] bottoms, Func<double, double, double> statistic, SeededRandom random)
    {
        double top = 0;
        double bottom = 0;
        for (int k = 0; k < blockCount; k++)
        {
            int block = random.NextInt32(blockCount);
            top += tops[block];
            bottom += bottoms[block];
        }

        return statistic(top, bottom);
    }

    private double[] SumByBlock(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Guard(values.Length, weights);
        double[] sums = new double[blockCount];
        for (int i = 0; i < values.Length; i++)
            sums[blockOfRow[i]] += weights.IsEmpty ? values[i] : weights[i] * values[i];
        return sums;
    }

    private double[] CountByBlock(int count, ReadOnlySpan<double> weights)
    {
        Guard(count, weights);
        double[] sums = new double[blockCount];
        for (int i = 0; i < count; i++)
            sums[blockOfRow[i]] += weights.IsEmpty ? 1 : weights[i];
        return sums;
    }

    private void Guard(int count, ReadOnlySpan<double> weights)
    {
        if (count != blockOfRow.Length || (!weights.IsEmpty && weights.Length != count))
            throw new ArgumentException($"{blockOfRow.Length} blocks, {count} values, {weights.Length} weights.");
    }
}
