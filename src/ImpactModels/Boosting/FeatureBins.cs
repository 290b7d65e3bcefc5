using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// How one feature becomes a bin number. Numeric: bin b holds the values in (Edges[b−1], Edges[b]]. Categorical: bin b holds the value Edges[b] exactly, and any other value is missing.
/// </summary>
internal sealed class FeatureBins
{
    private readonly EdgeSearch search;

    public FeatureBins(bool isCategorical, float[] edges, float[] normalScores)
    {
        IsCategorical = isCategorical;
        Edges = edges;
        NormalScores = normalScores;
        search = new EdgeSearch(edges);
    }

    /// <param name="isCategorical">Bins are categories instead of ranges.</param>
    /// <param name="edges">See <see cref="Edges"/>.</param>
    /// <param name="sorted">A sample of the values, ascending, that the scores are found from.</param>
    public static FeatureBins Fit(bool isCategorical, float[] edges, float[] sorted)
    {
        var bins = new FeatureBins(isCategorical, edges, []);
        return new FeatureBins(isCategorical, edges, bins.Scores(sorted));
    }

    public bool IsCategorical { get; }

    /// <summary>Ascending. Numeric: upper borders, one fewer than bins. Categorical: the categories.</summary>
    public float[] Edges { get; }

    /// <summary>[Count] z of each bin, non-decreasing: Φ⁻¹ of the share of values below the bin and half of those in it.</summary>
    public float[] NormalScores { get; }

    /// <summary>Bins in use, without the bin of missing values.</summary>
    public int Count => IsCategorical ? Edges.Length : Edges.Length + 1;

    public byte BinOf(float value)
    {
        if (float.IsNaN(value))
            return BinMapper.MissingBin;
        int at = search.CountBelow(value);
        if (!IsCategorical)
            return (byte)at;
        return at < Edges.Length && Edges[at] == value ? (byte)at : BinMapper.MissingBin;
    }

    /// <summary>Normal score of the value's bin, NaN when missing.</summary>
    public float ScoreOf(float value) => BinOf(value) is var bin && bin == BinMapper.MissingBin ? float.NaN : NormalScores[bin];

    private float[] Scores(float[] sorted)
    {
        var scores = new float[Count];
        int below = 0;
        for (int bin = 0; bin < scores.Length; bin++)
        {
            int upTo = bin < Edges.Length ? CountUpTo(sorted, below, Edges[bin]) : sorted.Length;
            scores[bin] = (float)NormalDistribution.Quantile(((below + upTo) / 2.0 + 0.5) / (sorted.Length + 1));
            below = upTo;
        }

        return scores;
    }

    private static int CountUpTo(float[] sorted, int from, float value)
    {
        while (from < sorted.Length && sorted[from] <= value)
            from++;
        return from;
    }
}
