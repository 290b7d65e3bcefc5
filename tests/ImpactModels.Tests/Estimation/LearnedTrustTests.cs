using ImpactService.ImpactModels.Estimation;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class LearnedTrustTests
{
    private static readonly LearnedTrust trust = new([0.8, 0.6, 0.2, 0]);

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(15, 0.8)]
    [InlineData(150, 0.6)]
    [InlineData(900, 0.2)]
    [InlineData(5_400, 0)]
    [InlineData(86_400, 0)]
    public void At_KnotsAndBeyond_GivesTheirWeights(double horizonSeconds, double expected) => Assert.Equal(expected, trust.At(horizonSeconds), 12);

    [Fact]
    public void At_BetweenKnots_IsLinearInTheLogarithm() => Assert.Equal(0.7, trust.At(Math.Sqrt(15 * 150)), 12);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(47, 0)]
    [InlineData(48, 1)]
    [InlineData(1_000, 2)]
    [InlineData(20_000, 3)]
    public void RangeOf_Horizon_IsThatOfTheNearestKnot(double horizonSeconds, int expected) => Assert.Equal(expected, LearnedTrust.RangeOf(horizonSeconds));

    [Fact]
    public void New_WeightOutsideItsRange_Throws()
    {
        Assert.Throws<ArgumentException>(() => new LearnedTrust([0, 0, 0, 1.1]));
        Assert.Throws<ArgumentException>(() => new LearnedTrust([0, 0, double.NaN, 1]));
        Assert.Throws<ArgumentException>(() => new LearnedTrust([1]));
    }
}
