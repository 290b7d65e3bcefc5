using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactApi.Services;

/// <summary>Plain sentences beside the numbers: what must not be done with them, and what was assumed.</summary>
internal static class AnswerNotes
{
    public const string QuantilesDoNotAdd =
        "Means add up: slippage = temporary + permanent. Quantiles do not: the quantiles of slippage, temporary and permanent impact belong to different outcomes.";

    public const string StoreIsAway = "The store is away: the market is the one in memory, rows that came since are not in it, and this answer waits for the store's return.";

    private const string Sign = "Costs are in bps of the arrival price; a positive number is money lost, for either side. Fees are not part of the slippage; decomposition.totalBps includes them.";

    private const string InSample = "asOf is not after trainedThrough: the model may have learned from this very moment, so the answer is no test of it.";

    private const string LimitIgnored = "The forecast is of the order worked without its limit price; limit says how far the limit is and how likely it binds.";

    public static List<string> For(EstimateQuery query, EstimateMarket market, Provenance provenance)
    {
        List<string> notes = [QuantilesDoNotAdd, Sign];
        if (query.StrategyAssumed)
            notes.Add($"Neither strategy nor takerFraction was given: balanced (taker fraction {query.TakerFraction}) is assumed.");
        if (query.Request.LimitPrice is not null)
            notes.Add(LimitIgnored);
        if (market.Overrides.Count > 0)
            notes.Add($"Given by the request instead of measured: {string.Join(", ", market.Overrides)}.");
        if (market.IsStale)
            notes.Add($"The last quote is {market.State.QuoteAgeSeconds:0.###} s old.");
        if (market.State.Disorder != MarketDisorder.None)
            notes.Add(Disorder(market.State.Disorder));
        if (provenance.InSample)
            notes.Add(InSample);
        if (provenance.ActivatedAnyway)
            notes.Add("The model was activated although its backtest did not pass.");
        return notes;
    }

    private static string Disorder(MarketDisorder disorder) => disorder switch
    {
        MarketDisorder.Spread => "The half spread is far beyond its usual and beyond what the model has seen, or was within the last minute: the distribution is widened.",
        MarketDisorder.Volatility => "The mid moves far more than on a usual day and than the model has seen, or did within the last minute: the distribution is widened.",
        _ => "The mid jumped by at least two days' standard deviation within ten seconds, a minute ago at most: the distribution is widened.",
    };
}
