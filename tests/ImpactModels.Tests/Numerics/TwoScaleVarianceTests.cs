using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class TwoScaleVarianceTests
{
    private const int Samples = 200_000;

    private static (double TwoScale, double Plain) Estimate(double noise, ulong seed, double halfLife)
    {
        var random = new SeededRandom(seed);
        var variance = new TwoScaleVariance(10, [halfLife]);
        double price = 0, before = double.NaN, plain = 0;
        for (int i = 0; i < Samples; i++)
        {
            price += random.NextNormal();
            double seen = price + noise * random.NextNormal();
            variance.Add(seen);
            plain += i > 0 ? (seen - before) * (seen - before) / (Samples - 1) : 0;
            before = seen;
        }

        return (variance.Variance(0, 1), plain);
    }

    [Fact]
    public void Variance_RandomWalk_IsItsVariancePerStep() => Assert.InRange(Estimate(0, 1, double.PositiveInfinity).TwoScale, 0.97, 1.03);

    [Fact]
    public void Variance_NoisyRandomWalk_IsStillThePricesVariance()
    {
        (double twoScale, double plain) = Estimate(noise: 2, seed: 2, double.PositiveInfinity);

        Assert.InRange(twoScale, 0.95, 1.05);
        Assert.InRange(plain, 8.8, 9.2);
    }

    [Fact]
    public void Variance_DecayedOverManySteps_IsCentredOnTheTruth()
    {
        double mean = Enumerable.Range(1, 40).Average(seed => Estimate(noise: 1, (ulong)seed * 7, halfLife: 20_000).TwoScale);

        Assert.InRange(mean, 0.97, 1.03);
    }

    [Fact]
    public void Variance_PriceThatOnlyBounces_IsZero()
    {
        var variance = new TwoScaleVariance(10, [double.PositiveInfinity]);
        for (int i = 0; i < 1_000; i++)
            variance.Add(i % 2);

        Assert.Equal(0, variance.Variance(0, 1));
    }

    [Fact]
    public void Variance_BeforeEnoughSamples_IsMissing()
    {
        var variance = new TwoScaleVariance(10, [60]);
        for (int i = 0; i < 10; i++)
            variance.Add(i);
        Assert.True(double.IsNaN(variance.Variance(0, 1)));

        variance.Add(10);

        Assert.Equal(1, variance.SampleCount);
        Assert.True(double.IsNaN(variance.Variance(0, 2)));
        Assert.False(double.IsNaN(variance.Variance(0, 1)));
    }
}
