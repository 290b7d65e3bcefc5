using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class SizeLawFitTests
{
    [Theory]
    [InlineData(0.5, 0.8, 0.4)]
    [InlineData(0.3, 0.1, 0.0)]
    [InlineData(1.0, 5.0, 0.7)]
    public void To_LawWithNoise_IsRecovered(double exponent, double size, double spread)
    {
        SizeLawFit fit = Fit(exponent, size, spread, noise: 0.02);

        Assert.Equal(exponent, fit.SizeExponent, 1);
        Assert.InRange(fit.SizeCoefficient, size * 0.8, size * 1.25);
        Assert.Equal(spread, fit.SpreadCoefficient, 1);
        Assert.Equal(40_000, fit.OrderCount);
        Assert.True(fit.SizeCoefficient > 10 * fit.SizeCoefficientError);
    }

    [Fact]
    public void To_NoiseAlone_HasNoSignificantSizeTerm()
    {
        SizeLawFit fit = Fit(exponent: 0.5, size: 0, spread: 0, noise: 0.1);

        Assert.True(Math.Abs(fit.SizeCoefficient) < 4 * fit.SizeCoefficientError);
        Assert.InRange(fit.MeanScaledShift, -0.002, 0.002);
    }

    [Fact]
    public void To_TooFewSizes_IsNull()
    {
        var bins = new SizeLawBins();
        for (int i = 0; i < 100; i++)
            bins.Add(0.01, 0.001, i * 0.001);

        Assert.Null(SizeLawFit.To(bins));
    }

    [Fact]
    public void Add_NotANumber_IsPassedOver()
    {
        var bins = new SizeLawBins();
        bins.Add(double.NaN, 1, 1);
        bins.Add(0, 1, 1);
        bins.Add(1, double.NaN, 1);
        bins.Add(1, 1, double.NaN);

        Assert.Equal(0, bins.OrderCount);
    }

    private static SizeLawFit Fit(double exponent, double size, double spread, double noise)
    {
        var random = new SeededRandom(1);
        var bins = new SizeLawBins();
        for (int i = 0; i < 40_000; i++)
        {
            double sizeOverVolume = Math.Pow(10, -5 + 4 * random.NextDouble());
            double halfSpread = 0.01 + 0.02 * random.NextDouble();
            bins.Add(sizeOverVolume, halfSpread, spread * halfSpread + size * Math.Pow(sizeOverVolume, exponent) + noise * random.NextNormal());
        }

        return SizeLawFit.To(bins)!;
    }
}
