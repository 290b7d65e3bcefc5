using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class QuoteTests
{
    private static readonly CostDistribution working = CostDistribution.FromCurve([.. NormalDistribution.AtLevels().Select(z => 8 + 20 * z)], TailShape.Default);

    [Fact]
    public void QuoteValue_AtTheMeanOfASymmetricForecast_SavesNothingInHalfOfTheOutcomes()
    {
        QuoteValue value = QuoteValue.Of(working, 8, 0);
        Assert.Equal(0, value.ExpectedSavingBps, 1e-9);
        Assert.Equal(0.5, value.SavingProbability, 1e-9);
        QuoteValue cheap = QuoteValue.Of(working, 3, 0), leaked = QuoteValue.Of(working, 3, 2);
        Assert.Equal(5, cheap.ExpectedSavingBps, 1e-9);
        Assert.Equal(NormalDistribution.Cdf(0.25), cheap.SavingProbability, 0.01);
        Assert.Equal(1, cheap.Percentile + cheap.SavingProbability, 1e-12);
        Assert.Equal(7, leaked.ExpectedSavingBps, 1e-9);
        Assert.True(leaked.SavingProbability > cheap.SavingProbability);
    }

    [Fact]
    public void CoveringQuote_HigherLevel_QuotesMoreAndEarnsMore()
    {
        CoveringQuote half = CoveringQuote.Of(working, 0.5), careful = CoveringQuote.Of(working, 0.95);
        Assert.Equal(0, half.ExpectedMarginBps, 1e-6);
        Assert.Equal(8 + 20 * 1.6449, careful.QuoteBps, 0.01);
        Assert.True(careful.ExpectedMarginBps > half.ExpectedMarginBps && careful.ExpectedLossBps > 0);
    }

    [Fact]
    public void Estimate_HistoryOnALine_GivesTheLineAndItsError()
    {
        QuoteMarkOut[] history = [.. Enumerable.Range(0, 40).Select(i => new QuoteMarkOut(1 + i % 5, 0.5 + 0.8 * (1 + i % 5) + (i % 2 == 0 ? 0.3 : -0.3)))];
        LeakageEstimate estimate = QuoteLeakage.Estimate(history, 6)!;
        Assert.Equal(0.5 + 0.8 * 6, estimate.CostBps, 0.1);
        Assert.Equal(0.8, estimate.PerDealerBps, 0.05);
        Assert.InRange(estimate.StandardErrorBps, 0.05, 0.3);
    }

    [Fact]
    public void Estimate_AlwaysTheSameNumberAsked_GivesTheMean()
    {
        LeakageEstimate estimate = QuoteLeakage.Estimate([.. Enumerable.Range(0, 10).Select(i => new QuoteMarkOut(3, i))], 5)!;
        Assert.Equal((4.5, 0.0), (estimate.CostBps, estimate.PerDealerBps));
    }

    [Fact]
    public void Estimate_TooLittleHistory_IsNull() => Assert.Null(QuoteLeakage.Estimate([.. Enumerable.Repeat(new QuoteMarkOut(3, 1), 9)], 3));
}
