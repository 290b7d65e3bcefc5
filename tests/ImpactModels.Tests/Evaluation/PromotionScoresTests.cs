using ImpactService.ImpactModels.Estimation;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class PromotionScoresTests
{
    [Theory]
    [InlineData(1.0, 1.1, 0.90, true)]
    [InlineData(1.0, 1.1, 0.88, true)] // both bounds are inclusive
    [InlineData(1.0, 1.1, 0.92, true)]
    [InlineData(1.0, 1.1, 0.8799, false)]
    [InlineData(1.0, 1.1, 0.9201, false)]
    [InlineData(1.1, 1.1, 0.90, false)] // a tie is no win
    [InlineData(1.2, 1.1, 0.90, false)]
    [InlineData(double.NaN, 1.1, 0.90, false)]
    [InlineData(1.0, double.NaN, 0.90, false)]
    [InlineData(1.0, 1.1, double.NaN, false)]
    public void Passes_ByTable(double crps, double bestLawCrps, double coverage, bool expected) =>
        Assert.Equal(expected, new PromotionScores(crps, "power", bestLawCrps, 0, null, null, coverage, 100, 5).Passes);

    [Theory]
    [InlineData(88, 100, true)]
    [InlineData(92, 100, true)]
    [InlineData(2200, 2500, true)]
    [InlineData(87, 100, false)]
    public void Covers_CountedShare_IncludesBounds(int hits, int orders, bool expected) =>
        Assert.Equal(expected, new PromotionScores(1, "power", 2, 0, null, null, Enumerable.Range(0, orders).Average(i => i < hits ? 1.0 : 0.0), orders, 5).Covers);
}
