using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class LeafSmoothingTests
{
    private const int Levels = QuantileLevels.Count;

    private static readonly double[] normal = [.. QuantileLevels.All.ToArray().Select(NormalDistribution.Quantile)];

    [Fact]
    public void Apply_ShiftAndWideningOfTheMeanCurve_IsKept()
    {
        float[] vector = [.. normal.Select(z => (float)(3 + 0.5 * z))];
        float[] before = [.. vector];
        new LeafSmoothing(normal, 0, 10).Apply(vector, 5);
        for (int level = 0; level < Levels; level++)
            Assert.Equal(before[level], vector[level], 1e-5);
    }

    [Fact]
    public void Apply_ManyRows_ChangesNothingToSpeakOf()
    {
        float[] vector = [.. Enumerable.Range(0, Levels).Select(level => (float)Math.Sin(level))];
        float[] before = [.. vector];
        new LeafSmoothing(normal, 1, 10).Apply(vector, 100_000_000);
        for (int level = 0; level < Levels; level++)
            Assert.Equal(before[level], vector[level], 1e-4);
    }

    /// <summary>By hand: at the median of 12 rows m = 12·¼ = 3, so a shrinkage of 1 leaves 3/4; at 1 % m = 0.1188, which leaves 0.1062.</summary>
    [Fact]
    public void Apply_ShrinkageAlone_IsThatOfEachLevelsEffectiveRows()
    {
        float[] vector = new float[Levels];
        Array.Fill(vector, 1f);
        new LeafSmoothing(normal, 1, 0).Apply(vector, 12);
        Assert.Equal(0.75, vector[QuantileLevels.MedianIndex], 1e-6);
        Assert.Equal(0.1062, vector[0], 1e-4);
        Assert.Equal(0.1062, vector[Levels - 1], 1e-4);
    }

    [Fact]
    public void Apply_OuterLevelOfFewRows_FollowsTheInnerOnes()
    {
        float[] vector = [.. normal.Select(z => (float)z)];
        vector[Levels - 1] += 5;
        new LeafSmoothing(normal, 0, 10).Apply(vector, 30);
        Assert.InRange(vector[Levels - 1], normal[Levels - 1], normal[Levels - 1] + 1);
        Assert.Equal(0, vector[QuantileLevels.MedianIndex], 0.2);
    }

    [Fact]
    public void Apply_MeanCurveWithoutWidth_StaysFinite()
    {
        float[] vector = [.. Enumerable.Range(0, Levels).Select(level => (float)level)];
        new LeafSmoothing(new double[Levels], 1, 10).Apply(vector, 3);
        Assert.All(vector, value => Assert.True(float.IsFinite(value)));
    }
}
