using System.Diagnostics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// A row as the trees read it, so that a node is one comparison: [features and crosses, missing as +∞ | the same, missing as −∞ | categorical splits as 0 left, 1 right].
/// A node that sends missing values left reads the second copy.
/// </summary>
internal sealed class FeatureExpansion
{
    private readonly int[] parents;
    private readonly (int First, int Second)[] slots;

    public FeatureExpansion(FeatureBins[] bins, FeatureCross[] crosses, CategorySplit[] categorySplits)
    {
        Bins = bins;
        Crosses = crosses;
        CategorySplits = categorySplits;
        parents = [.. crosses.SelectMany(cross => new[] { cross.First, cross.Second }).Distinct().Order()];
        slots = [.. crosses.Select(cross => (Array.IndexOf(parents, cross.First), Array.IndexOf(parents, cross.Second)))];
    }

    /// <summary>[own features]</summary>
    public FeatureBins[] Bins { get; }

    public FeatureCross[] Crosses { get; }

    public CategorySplit[] CategorySplits { get; }

    public int OwnCount => Bins.Length;

    /// <summary>Of one row as the trees read it.</summary>
    public int Length => 2 * CopyLength + CategorySplits.Length;

    private int CopyLength => Bins.Length + Crosses.Length;

    /// <summary>Where a node reads a numeric feature.</summary>
    public int PositionOf(int feature, bool missingGoesLeft) => missingGoesLeft ? feature + CopyLength : feature;

    /// <summary>Where a node reads a categorical split.</summary>
    public int PositionOfCategories(int split) => 2 * CopyLength + split;

    /// <param name="row">[OwnCount] NaN is missing; infinities count as the largest number.</param>
    /// <param name="expanded">[Length]</param>
    public void Expand(ReadOnlySpan<float> row, Span<float> expanded)
    {
        Debug.Assert(row.Length == OwnCount && expanded.Length == Length);
        for (int feature = 0; feature < row.Length; feature++)
            Set(expanded, feature, Math.Clamp(row[feature], float.MinValue, float.MaxValue));
        if (Crosses.Length > 0)
            ExpandCrosses(row, expanded);
        for (int split = 0; split < CategorySplits.Length; split++)
            expanded[PositionOfCategories(split)] = CategorySplits[split].GoesLeft(Bins, row) ? 0 : 1;
    }

    private void ExpandCrosses(ReadOnlySpan<float> row, Span<float> expanded)
    {
        Span<float> scores = stackalloc float[parents.Length];
        for (int i = 0; i < parents.Length; i++)
            scores[i] = Bins[parents[i]].ScoreOf(row[parents[i]]);
        for (int cross = 0; cross < Crosses.Length; cross++)
            Set(expanded, OwnCount + cross, FeatureCrosses.Value(Crosses[cross].Kind, scores[slots[cross].First], scores[slots[cross].Second]));
    }

    private void Set(Span<float> expanded, int feature, float value)
    {
        bool isMissing = float.IsNaN(value);
        expanded[feature] = isMissing ? float.PositiveInfinity : value;
        expanded[CopyLength + feature] = isMissing ? float.NegativeInfinity : value;
    }
}

/// <summary>Which categories of a feature go left at one node; all others, and missing values, go right.</summary>
internal readonly record struct CategorySplit(int Feature, CategorySet Left)
{
    public bool GoesLeft(FeatureBins[] bins, ReadOnlySpan<float> row) => bins[Feature].BinOf(row[Feature]) is var bin && bin != BinMapper.MissingBin && Left.Contains(bin);
}
