namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// How one feature becomes a bin number. Numeric: bin b holds the values in (Edges[b−1], Edges[b]]. Categorical: bin b holds the value Edges[b] exactly, and any other value is missing.
/// </summary>
internal sealed class FeatureBins(bool isCategorical, float[] edges)
{
    public bool IsCategorical { get; } = isCategorical;

    /// <summary>Ascending. Numeric: upper borders, one fewer than bins. Categorical: the categories.</summary>
    public float[] Edges { get; } = edges;

    /// <summary>Bins in use, without the bin of missing values.</summary>
    public int Count => IsCategorical ? Edges.Length : Edges.Length + 1;

    public byte BinOf(float value)
    {
        if (float.IsNaN(value))
            return BinMapper.MissingBin;
        int at = LowerBound(value);
        if (!IsCategorical)
            return (byte)at;
        return at < Edges.Length && Edges[at] == value ? (byte)at : BinMapper.MissingBin;
    }

    /// <summary>Number of edges below the value.</summary>
    private int LowerBound(float value)
    {
        int from = 0;
        int length = Edges.Length;
        while (length > 0)
        {
            int half = length >> 1;
            bool above = Edges[from + half] < value;
            from = above ? from + half + 1 : from;
            length = above ? length - half - 1 : half;
        }

        return from;
    }
}
