using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class StudentDistributionTests
{
    /// <summary>Printed tables of the t distribution, and closed forms for 1, 2 and 4 degrees of freedom.</summary>
    [Theory]
    [InlineData(0.975, 1, 12.706204736432095)]
    [InlineData(0.995, 2, 9.92484320091807)]
    [InlineData(0.99, 3, 4.540702858698419)]
    [InlineData(0.95, 5, 2.015048372669157)]
    [InlineData(0.975, 10, 2.2281388519649385)]
    [InlineData(0.975, 30, 2.0422724563012373)]
    [InlineData(0.05, 5, -2.015048372669157)]
    [InlineData(0.5, 7, 0)]
    public void Quantile_TypedOut_Agrees(double level, double degrees, double expected) => Assert.Equal(expected, StudentDistribution.Quantile(level, degrees), 1e-9);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(0.7)]
    [InlineData(0.9999)]
    public void Quantile_OneTwoFourDegrees_ClosedForms(double p)
    {
        Assert.Equal(Math.Tan(Math.PI * (p - 0.5)), StudentDistribution.Quantile(p, 1), 1e-9 * Math.Abs(Math.Tan(Math.PI * (p - 0.5))));
        Assert.Equal((2 * p - 1) / Math.Sqrt(2 * p * (1 - p)), StudentDistribution.Quantile(p, 2), 1e-9 * Math.Abs(StudentDistribution.Quantile(p, 2)));
        double a = 4 * p * (1 - p);
        double four = Math.Sign(p - 0.5) * 2 * Math.Sqrt(Math.Cos(Math.Acos(Math.Sqrt(a)) / 3) / Math.Sqrt(a) - 1);
        Assert.Equal(four, StudentDistribution.Quantile(p, 4), 1e-9 * Math.Abs(four));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(2.5)]
    [InlineData(77)]
    [InlineData(1999)]
    public void UpperTail_OfQuantile_RoundTrips(double degrees)
    {
        foreach (double level in new[] { 0.6, 0.9, 0.99, 0.9999 })
            Assert.Equal(1 - level, StudentDistribution.UpperTail(StudentDistribution.Quantile(level, degrees), degrees), 1e-11);
    }

    /// <summary>Where the method changes, the two agree.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.4)]
    [InlineData(0.975)]
    public void Quantile_AroundTheChangeOfMethod_IsContinuous(double level) =>
        Assert.Equal(StudentDistribution.Quantile(level, 2000 - 1e-6), StudentDistribution.Quantile(level, 2000), 1e-9);

    [Fact]
    public void Quantile_ManyDegrees_IsNormal() => Assert.Equal(NormalDistribution.Quantile(0.975), StudentDistribution.Quantile(0.975, 1e12), 1e-11);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, double.NaN)]
    [InlineData(double.NaN, 5)]
    public void Quantile_Outside_Throws(double level, double degrees) => Assert.Throws<ArgumentOutOfRangeException>(() => StudentDistribution.Quantile(level, degrees));

    [Theory]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1, 0)]
    [InlineData(10, 12.801827480081469)]
    [InlineData(0.1, 2.252712651734206)]
    public void LogGamma_TypedOut_Agrees(double x, double expected) => Assert.Equal(expected, LogGamma.Of(x), 1e-12);
}
