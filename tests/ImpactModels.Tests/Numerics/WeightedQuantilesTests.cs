using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class WeightedQuantilesTests
{
    [Fact]
    public void Write_EqualWeights_InterpolatesBetweenMidMasses()
    {
        double[] quantiles = new double[4];
        WeightedQuantiles.Write([3, 1, 2], [], [0.1, 0.5, 2.0 / 3, 0.99], quantiles);
        Assert.Equal(1, quantiles[0]);
        Assert.Equal(2, quantiles[1], 1e-12);
        Assert.Equal(2.5, quantiles[2], 1e-12);
        Assert.Equal(3, quantiles[3]);
    }

    [Fact]
    public void Write_IntegerWeights_IsCloseToRepetition()
    {
        SeededRandom random = new(3);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())];
        double[] weights = [.. values.Select(_ => 1.0 + random.NextInt32(4))];
        double[] repeated = [.. values.SelectMany((x, i) => Enumerable.Repeat(x, (int)weights[i]))];
        double[] a = new double[QuantileLevels.Count];
        double[] b = new double[QuantileLevels.Count];
        WeightedQuantiles.Write(values, weights, QuantileLevels.All, a);
        WeightedQuantiles.Write(repeated, [], QuantileLevels.All, b);
        for (int i = 0; i < a.Length; i++)
            Assert.Equal(b[i], a[i], i is 0 or 16 ? 0.1 : 0.03);
    }

    [Fact]
    public void Write_ZeroWeights_AreIgnoredAndNothingIsNaN()
    {
        double[] quantiles = new double[3];
        WeightedQuantiles.Write([5, 1, 9], [1, 0, 0], [0.1, 0.5, 0.9], quantiles);
        Assert.All(quantiles, q => Assert.False(double.IsNaN(q)));
        Assert.Equal(5, quantiles[1]);
    }

    [Fact]
    public void OfSorted_AtLevels_IsTypeSeven()
    {
        Assert.Equal(1.75, WeightedQuantiles.OfSorted([1, 2, 3, 4], 0.25));
        Assert.Equal(4, WeightedQuantiles.OfSorted([1, 2, 3, 4], 1));
        Assert.True(double.IsNaN(WeightedQuantiles.OfSorted([], 0.5)));
    }

    [Fact]
    public void IsotonicFit_OfAnySequence_IsNonDecreasingAndKeepsTheMean()
    {
        SeededRandom random = new(4);
        for (int repeat = 0; repeat < 100; repeat++)
        {
            double[] values = [.. Enumerable.Range(0, 30).Select(i => 0.1 * i + random.NextNormal())];
            double mean = values.Average();
            IsotonicRegression.Fit(values);
            Assert.Equal(mean, values.Average(), 1e-12);
            Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public void IsotonicFit_Weighted_PoolsByWeight()
    {
        double[] values = [3, 1, 5];
        IsotonicRegression.Fit(values, [1, 3, 1]);
        Assert.Equal([1.5, 1.5, 5], values);
    }
}
