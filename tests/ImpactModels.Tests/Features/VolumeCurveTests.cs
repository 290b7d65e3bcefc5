using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class VolumeCurveTests
{
    private static SessionSummary WithBins(Func<int, double> bin) => new(new DateOnly(2024, 1, 2), 1, 1, 1, 1, 1, [.. Enumerable.Range(0, SessionSummary.VolumeBinCount).Select(bin)]);

    private static readonly VolumeCurve smile = VolumeCurve.From([WithBins(i => 100 + Math.Pow(i - 38.5, 2)), WithBins(i => 3 * (80 + Math.Pow(i - 38.5, 2)))]);

    [Fact]
    public void Fraction_WholeSession_IsOne()
    {
        Assert.Equal(1, smile.Fraction(0, 1), 12);
        Assert.Equal(1, VolumeCurve.Uniform.Fraction(0, 1));
    }

    [Fact]
    public void Fraction_PartsOfTheSession_AddUp()
    {
        double parts = 0;
        for (int i = 0; i < 1_000; i++)
            parts += smile.Fraction(i / 1_000.0, (i + 1) / 1_000.0);

        Assert.Equal(1, parts, 10);
        Assert.Equal(smile.Fraction(0.13, 0.78), smile.Fraction(0.13, 0.4021) + smile.Fraction(0.4021, 0.78), 12);
    }

    [Fact]
    public void Fraction_SmileProfile_IsSymmetricAndHeavyAtTheEnds()
    {
        Assert.Equal(0.5, smile.Fraction(0, 0.5), 12);
        Assert.True(smile.Fraction(0, 0.1) > 2 * smile.Fraction(0.45, 0.55));
        Assert.True(smile.RelativeRate(0) > 2);
        Assert.Equal(smile.RelativeRate(0), smile.RelativeRate(1), 9);
    }

    /// <summary>One session whose volume all fell into the first slice, and the uniform session beside it.</summary>
    [Fact]
    public void Fraction_OneConcentratedSession_IsHalfUniform()
    {
        VolumeCurve curve = VolumeCurve.From([WithBins(i => i == 0 ? 500 : 0)]);

        Assert.Equal(0.5 + 0.5 / 78, curve.Fraction(0, 1.0 / 78), 12);
        Assert.Equal(0.25, curve.Fraction(0.5, 1), 12);
        Assert.Equal(1, curve.SessionCount);
    }

    [Theory]
    [InlineData(-1, 0.25, 0.25)]
    [InlineData(0.75, 7, 0.25)]
    [InlineData(0.6, 0.4, 0)]
    [InlineData(0.5, 0.5, 0)]
    public void Fraction_OutsideTheSession_IsClamped(double from, double to, double expected) => Assert.Equal(expected, VolumeCurve.Uniform.Fraction(from, to), 12);

    [Fact]
    public void Fraction_MissingTime_IsMissing()
    {
        Assert.True(double.IsNaN(smile.Fraction(double.NaN, 1)));
        Assert.True(double.IsNaN(VolumeCurve.Uniform.Fraction(0, double.NaN)));
        Assert.True(double.IsNaN(smile.RelativeRate(double.NaN)));
    }

    [Fact]
    public void From_NoProfile_IsUniform()
    {
        Assert.Same(VolumeCurve.Uniform, VolumeCurve.From([]));
        Assert.Same(VolumeCurve.Uniform, VolumeCurve.From([WithBins(_ => 0), new SessionSummary(new DateOnly(2024, 1, 2), 1, 1, 1, 1, 1), WithBins(_ => 1e308)]));
    }
}
