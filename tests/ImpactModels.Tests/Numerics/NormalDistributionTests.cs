using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Distribution;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.3, -0.5244005127080407)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-100, -21.273453560427903)]
    public void Quantile_TypedOut_Agrees(double level, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(level), 1e-9);

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-5)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public void Cdf_OfQuantile_RoundTrips(double level) => Assert.Equal(level, NormalDistribution.Cdf(NormalDistribution.Quantile(level)), 1e-8 * level);

    [Fact]
    public void AtLevels_OfTheSeventeen_IsTheTable()
    {
        double[] table = CurveSamples.Normal(0, 1);
        double[] z = NormalDistribution.AtLevels();
        for (int i = 0; i < z.Length; i++)
            Assert.Equal(table[i], z[i], 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Quantile_LevelOutside_Throws(double level) => Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(level));
}
