using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactModels.Distribution;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Deal or work, in a word and in a sentence.</summary>
internal static class RfqVerdict
{
    public static (string Verdict, string Text) Of(QuoteAnswer[] quotes, CostDistribution working, double? leakageBps, double reservationBps)
    {
        string alone = $"working the order is expected to cost {working.MeanBps:0.##} ± {working.StandardDeviationBps:0.##} bps{(leakageBps is { } leak ? $", and {leak:0.##} bps more because dealers know" : string.Empty)}";
        if (quotes.Length == 0)
            return ("noQuote", $"There is no quote: {alone}. Deal at up to {reservationBps:0.##} bps.");
        QuoteAnswer best = quotes.MinBy(q => q.CostBps)!;
        bool deal = best.CostBps <= reservationBps;
        string quote = $"{best.Dealer} at {best.Price:0.########}: it costs {best.CostBps:0.##} bps for certain, {alone}; the quote is cheaper in {100 * best.SavingProbability:0} % of the outcomes";
        return deal
            ? ("deal", $"Deal with {quote}.")
            : ("work", $"Work the order rather than deal with {quote}. A quote is worth dealing at up to {reservationBps:0.##} bps.");
    }
}
