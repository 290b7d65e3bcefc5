using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// What a tree adds to the curves. The model gets the mean of the two halves' leaf values; in training each half moves by the other half's, so that every residual is what an unseen row would have,
/// and the quantiles do not shrink towards the rows they were found on.
/// </summary>
internal sealed class LeafSteps
{
    private const int Levels = QuantileLevels.Count;

    private LeafSteps(int leafCount, float[] model, float[] byFold)
    {
        LeafCount = leafCount;
        Model = model;
        ByFold = byFold;
    }

    public int LeafCount { get; }

    /// <summary>[leaves × 17]</summary>
    public float[] Model { get; }

    /// <summary>[3 × leaves × 17] for rows of no fold, of fold 1, of fold 2.</summary>
    public float[] ByFold { get; }

    public static LeafSteps Same(int leafCount, float[] values) => new(leafCount, values, [.. values, .. values, .. values]);

    public static LeafSteps Crossed(int leafCount, float[] fromFirst, float[] fromSecond)
    {
        var mean = new float[fromFirst.Length];
        for (int i = 0; i < mean.Length; i++)
            mean[i] = (fromFirst[i] + fromSecond[i]) / 2;
        return new LeafSteps(leafCount, mean, [.. mean, .. fromSecond, .. fromFirst]);
    }

    public ReadOnlySpan<float> Of(int fold, int leaf) => ByFold.AsSpan((fold * LeafCount + leaf) * Levels, Levels);
}
