using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class NoiseScaleTests
{
    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(2, 0.05)]
    [InlineData(0.1, 1)]
    public void Fit_NormalNoiseOfKnownScale_FindsBothCoefficients(double a, double b)
    {
        SeededRandom random = new(6);
        const int n = 20_000;
        double[] spreads = [.. Enumerable.Range(0, n).Select(_ => 0.5 + 4 * random.NextDouble())];
        double[] noises = [.. Enumerable.Range(0, n).Select(_ => 10 * random.NextDouble())];
        double[] residuals = [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(a * spreads[i] * spreads[i] + b * noises[i] * noises[i]) * random.NextNormal())];
        NoiseScale scale = NoiseScale.Fit(residuals, spreads, noises, Ones(n));
        Assert.Equal(a, scale.SpreadCoefficient, 0.1 * a + 0.02);
        Assert.Equal(b, scale.VarianceCoefficient, 0.1 * b + 0.01);
    }

    [Fact]
    public void Fit_ResidualsTwiceAsLarge_DoublesTheScale()
    {
        SeededRandom random = new(7);
        double[] spreads = [.. Enumerable.Range(0, 500).Select(_ => 1 + random.NextDouble())];
        double[] noises = [.. Enumerable.Range(0, 500).Select(_ => 5 * random.NextDouble())];
        double[] residuals = [.. Enumerable.Range(0, 500).Select(_ => random.NextNormal())];
        NoiseScale one = NoiseScale.Fit(residuals, spreads, noises, Ones(500));
        NoiseScale two = NoiseScale.Fit([.. residuals.Select(r => 2 * r)], spreads, noises, Ones(500));
        Assert.Equal(2 * one.Bps(1.5, 3), two.Bps(1.5, 3), 1e-6);
    }

    [Fact]
    public void Fit_DegenerateInputs_IsPositiveAndFinite()
    {
        double[] zeros = new double[50];
        double[] some = [.. Enumerable.Range(1, 50).Select(i => (double)i)];
        foreach (NoiseScale scale in new[]
        {
            NoiseScale.Fit([], [], [], []), NoiseScale.Fit(zeros, zeros, zeros, Ones(50)), NoiseScale.Fit(some, zeros, some, Ones(50)),
            NoiseScale.Fit(some, some, zeros, Ones(50)), NoiseScale.Fit(zeros, some, some, Ones(50)),
        })
            Assert.InRange(scale.Bps(1, 1), NoiseScale.MinimumScaleBps, 1e6);
    }

    [Fact]
    public void SlippageBps_Sweep_IsTheSpreadsShare()
    {
        LawInput sweep = new(0.01, 0.1, 0, 0.02, 4, 1);
        Assert.Equal(4, NoiseScale.Prior.SlippageBps(sweep), 1e-12);
        Assert.True(NoiseScale.Prior.PriceShiftBps(sweep) > 4);
        Assert.Equal(NoiseScale.MinimumScaleBps, NoiseScale.Prior.SlippageBps(sweep with { HalfSpreadBps = 0 }));
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
