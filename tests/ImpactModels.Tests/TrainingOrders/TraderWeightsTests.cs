using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class TraderWeightsTests
{
    /// <summary>F(f) = (1 − f^(1−α))/(1 − M^(1−α)); for α = 2, M = 1000: f(1/2) = 1/(1 − 0.4995) = 1.998002.</summary>
    [Theory]
    [InlineData(0, 2, 1_000, 1)]
    [InlineData(0.5, 2, 1_000, 1.998001998001998)]
    [InlineData(1, 2, 1_000, 1_000)]
    [InlineData(0.5, 1.5, 100, 3.3057851239669422)]
    [InlineData(1, 1.5, 100, 100)]
    public void PowerLawQuantile_WorkedValues_AreNotTruncated(double u, double exponent, double maximum, double expected) =>
        Assert.Equal(expected, TraderWeights.PowerLawQuantile(u, exponent, maximum), 9);

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.7)]
    [InlineData(2.9)]
    public void PowerLawQuantile_ManyDraws_HaveTheDistributionOfTheExponent(double exponent)
    {
        var random = new SeededRandom(7);
        const int count = 200_000;
        const double maximum = 5_000;
        double[] draws = Enumerable.Range(0, count).Select(_ => TraderWeights.PowerLawQuantile(random.NextDouble(), exponent, maximum)).ToArray();

        foreach (double threshold in new[] { 1.3, 2, 5, 20, 300 })
        {
            double expected = (1 - Math.Pow(threshold, 1 - exponent)) / (1 - Math.Pow(maximum, 1 - exponent));
            Assert.Equal(expected, draws.Count(f => f <= threshold) / (double)count, 2);
        }

        Assert.InRange(draws.Min(), 1, 1.01);
        Assert.True(draws.Max() <= maximum);
    }

    [Fact]
    public void Next_UnequalWeights_DrawsInProportion()
    {
        double[] weights = [5, 1, 0, 3, 1];
        TraderWeights table = TraderWeights.FromWeights(weights);
        var random = new SeededRandom(3);
        var counts = new double[weights.Length];
        for (int i = 0; i < 100_000; i++)
            counts[table.Next(random)]++;

        for (int i = 0; i < weights.Length; i++)
            Assert.InRange(counts[i] / 100_000, weights[i] / 10 - 0.006, weights[i] / 10 + 0.006);
    }

    [Fact]
    public void Draw_Homogeneous_GivesAllTradersTheSameShare()
    {
        TraderWeights table = TraderWeights.Draw(new MetaorderOptions { Traders = 4 }, 100, new SeededRandom(1));
        var random = new SeededRandom(2);
        var counts = new int[4];
        for (int i = 0; i < 40_000; i++)
            counts[table.Next(random)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }
}
