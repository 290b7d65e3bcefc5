using ImpactService.ImpactModels.Distribution;

namespace ImpactService.ImpactModels.Execution;

/// <summary>A dealer's quote beside working the order.</summary>
/// <param name="CostBps">What the quote costs for certain: s·(price − mid)/mid.</param>
/// <param name="Percentile">Share of the outcomes of working that cost no more than the quote.</param>
/// <param name="ExpectedSavingBps">Mean cost of working, leakage included where it is known, less the quote's: positive where the quote is cheaper.</param>
/// <param name="SavingProbability">P(working costs more than the quote).</param>
public readonly record struct QuoteValue(double CostBps, double Percentile, double ExpectedSavingBps, double SavingProbability)
{
    /// <param name="working">Cost distribution of working the order.</param>
    /// <param name="costBps">Of the quote.</param>
    /// <param name="leakageBps">Added to every outcome of working: the dealers know by now.</param>
    public static QuoteValue Of(CostDistribution working, double costBps, double leakageBps) => new(
        costBps, working.Cdf(costBps - leakageBps), working.MeanBps + leakageBps - costBps, working.Exceedance(costBps - leakageBps));
}

/// <summary>What a dealer who hedges by working the order has to quote.</summary>
/// <param name="Level">Chance that the quote covers the cost of working.</param>
/// <param name="QuoteBps">The quote: that quantile of the cost.</param>
/// <param name="ExpectedMarginBps">What it earns on average.</param>
/// <param name="ExpectedLossBps">Mean loss of the outcomes that it does not cover.</param>
public readonly record struct CoveringQuote(double Level, double QuoteBps, double ExpectedMarginBps, double ExpectedLossBps)
{
    public static CoveringQuote Of(CostDistribution working, double level)
    {
        double quote = working.QuantileBps(level);
        return new CoveringQuote(level, quote, quote - working.MeanBps, working.ExpectedShortfallBps(level) - quote);
    }
}
