namespace ImpactService.ImpactModels.Boosting;

/// <summary>A row's own features followed by its crosses, as inference needs them: only the parents of crosses are looked up.</summary>
internal sealed class FeatureExpansion
{
    private readonly int[] parents;
    private readonly (int First, int Second)[] slots;

    public FeatureExpansion(FeatureBins[] bins, FeatureCross[] crosses)
    {
        Bins = bins;
        Crosses = crosses;
        parents = [.. crosses.SelectMany(cross => new[] { cross.First, cross.Second }).Distinct().Order()];
        slots = [.. crosses.Select(cross => (Array.IndexOf(parents, cross.First), Array.IndexOf(parents, cross.Second)))];
    }

    /// <summary>[own features]</summary>
    public FeatureBins[] Bins { get; }

    public FeatureCross[] Crosses { get; }

    public int OwnCount => Bins.Length;

    public int Count => Bins.Length + Crosses.Length;

    /// <param name="row">[OwnCount]</param>
    /// <param name="features">[Count]</param>
    public void Expand(ReadOnlySpan<float> row, Span<float> features)
    {
        row.CopyTo(features);
        Span<float> scores = stackalloc float[parents.Length];
        for (int i = 0; i < parents.Length; i++)
            scores[i] = Bins[parents[i]].ScoreOf(row[parents[i]]);
        for (int cross = 0; cross < Crosses.Length; cross++)
            features[OwnCount + cross] = FeatureCrosses.Value(Crosses[cross].Kind, scores[slots[cross].First], scores[slots[cross].Second]);
    }
}
