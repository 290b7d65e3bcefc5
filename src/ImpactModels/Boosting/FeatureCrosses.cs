using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

internal enum CrossKind
{
    Sum,
    Difference,
    Product,
}

/// <summary>A feature made of two: first kind second.</summary>
internal readonly record struct FeatureCross(int First, int Second, CrossKind Kind);

/// <summary>
/// Features made of pairs of features, as normal scores: z₁ + z₂ stands for a product of two positive features (the sum of their logarithms), z₁ − z₂ for a ratio, z₁·z₂ for an interaction of signs.
/// A tree needs many leaves for the staircase of such a surface; along the crossed feature it is one curve.
/// </summary>
internal sealed class FeatureCrosses
{
    private readonly FeatureBins[] bins;

    /// <param name="bins">[own features]</param>
    /// <param name="crosses">Which pairs.</param>
    public FeatureCrosses(FeatureBins[] bins, FeatureCross[] crosses)
    {
        this.bins = bins;
        All = crosses;
    }

    public FeatureCross[] All { get; }

    public int Count => All.Length;

    /// <summary>NaN when either is missing.</summary>
    public float Value(int cross, byte firstBin, byte secondBin)
    {
        if (firstBin == BinMapper.MissingBin || secondBin == BinMapper.MissingBin)
            return float.NaN;
        float first = bins[All[cross].First].NormalScores[firstBin];
        float second = bins[All[cross].Second].NormalScores[secondBin];
        return Value(All[cross].Kind, first, second);
    }

    public static float Value(CrossKind kind, float first, float second) => kind switch
    {
        CrossKind.Sum => first + second,
        CrossKind.Difference => first - second,
        _ => first * second,
    };

    /// <summary>[own features] from [features and crosses]: what a cross was worth is shared by its two features.</summary>
    public double[] ToParents(double[] gains)
    {
        double[] own = gains[..bins.Length];
        for (int cross = 0; cross < Count; cross++)
        {
            own[All[cross].First] += gains[bins.Length + cross] / 2;
            own[All[cross].Second] += gains[bins.Length + cross] / 2;
        }

        return own;
    }

    public FeatureBins[] FitBins(BoostingData data, int count, int threads)
    {
        var fitted = new FeatureBins[All.Length];
        ParallelChunks.For(All.Length, 1, threads, (cross, _, _) => fitted[cross] = BinMapper.Fit(data.RowCount, row => Value(data, row, All[cross]), isCategorical: false, count));
        return fitted;
    }

    private float Value(BoostingData data, int row, FeatureCross cross) =>
        Value(cross.Kind, bins[cross.First].ScoreOf(data.Feature(row, cross.First)), bins[cross.Second].ScoreOf(data.Feature(row, cross.Second)));

    /// <summary>
    /// The increasing features with the crosses that grow with them. A cross that could fall when an increasing feature grows is not allowed at all, see <see cref="IsAllowed"/>.
    /// </summary>
    public int[] IncreasingWith(int[] increasing) =>
        [.. increasing, .. Enumerable.Range(0, All.Length).Where(cross => increasing.Contains(All[cross].First) || increasing.Contains(All[cross].Second)).Select(cross => bins.Length + cross)];

    /// <summary>Increasing features may be added to anything, and others subtracted from them; anything else would not be monotone in them.</summary>
    public static bool IsAllowed(FeatureCross cross, int[] increasing) => cross.Kind switch
    {
        CrossKind.Sum => true,
        CrossKind.Difference => !increasing.Contains(cross.Second),
        _ => !increasing.Contains(cross.First) && !increasing.Contains(cross.Second),
    };
}
