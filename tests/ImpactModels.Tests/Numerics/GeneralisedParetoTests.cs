using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class GeneralisedParetoTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(1e-7)]
    [InlineData(0)]
    [InlineData(-1e-7)]
    [InlineData(-0.5)]
    public void AtSurvival_OfSurvival_RoundTrips(double shape)
    {
        GeneralisedPareto law = new(shape, 2.5);
        foreach (double survival in new[] { 1, 0.7, 0.1, 1e-3, 1e-9 })
            Assert.Equal(survival, law.Survival(law.AtSurvival(survival)), 1e-13 + 1e-9 * survival);
    }

    [Fact]
    public void Survival_BeyondTheEndOfABoundedLaw_IsZero()
    {
        GeneralisedPareto law = new(-0.5, 1);
        Assert.Equal(0, law.Survival(2.0001));
        Assert.Equal(0, law.Density(3));
        Assert.Equal(0, law.MeanExcess(5));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0)]
    [InlineData(-0.4)]
    public void Integrals_AgainstSums_Agree(double shape)
    {
        GeneralisedPareto law = new(shape, 1.5);
        const double step = 1e-4;
        double first = 0;
        double squared = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double s = law.Survival((i + 0.5) * step);
            first += s * step;
            squared += s * s * step;
        }

        Assert.Equal(first, law.SurvivalIntegral(2), 1e-7);
        Assert.Equal(squared, law.SquaredSurvivalBeyond(0) - law.SquaredSurvivalBeyond(2), 1e-7);
        Assert.Equal(law.Mean, law.MeanExcess(0), 1e-12);
    }
}
