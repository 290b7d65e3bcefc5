using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// e_n = 1{Pb ≥ Pb′}qb − 1{Pb ≤ Pb′}qb′ − 1{Pa ≤ Pa′}qa + 1{Pa ≥ Pa′}qa′, the primed quote being the one before (Cont, Kukanov, Stoikov 2014, "The price impact of order book events").
/// In units; positive is buying pressure.
/// </summary>
public static class OrderFlowImbalance
{
    /// <summary>Zero when either quote leaves a size unpublished: nothing can be said.</summary>
    public static double Of(in Quote before, in Quote after)
    {
        if (!HasSizes(before) || !HasSizes(after))
            return 0;
        double e = 0;
        if (after.Bid >= before.Bid)
            e += after.BidSize;
        if (after.Bid <= before.Bid)
            e -= before.BidSize;
        if (after.Ask <= before.Ask)
            e -= after.AskSize;
        if (after.Ask >= before.Ask)
            e += before.AskSize;
        return e;
    }

    internal static bool HasSizes(in Quote quote) => quote.BidSize > 0 && quote.AskSize > 0;
}
