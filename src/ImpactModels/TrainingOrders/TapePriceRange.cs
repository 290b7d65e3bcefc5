using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Lowest and highest price quoted or traded in a window, the quote in force at its start included.</summary>
internal readonly record struct TapePriceRange(double Low, double High)
{
    public static TapePriceRange Of(TapeIndex tape, Timestamp from, Timestamp until)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        int lastQuote = tape.Quotes.IndexAtOrBefore(until);
        for (int i = Math.Max(tape.Quotes.IndexAtOrBefore(from), 0); i <= lastQuote; i++)
        {
            low = Math.Min(low, tape.Quotes[i].Bid);
            high = Math.Max(high, tape.Quotes[i].Ask);
        }

        int endTrade = tape.Trades.FirstAfter(until);
        for (int i = TimeSearch.CountBefore(tape.Trades.TimesMicros, from.UnixMicros); i < endTrade; i++)
        {
            low = Math.Min(low, tape.Trades.Prices[i]);
            high = Math.Max(high, tape.Trades.Prices[i]);
        }

        return new TapePriceRange(low, high);
    }

    /// <summary>Whether a price lies inside, or outside by at most the given share of the nearer end.</summary>
    public bool Contains(double price, double tolerance) => price >= Low * (1 - tolerance) && price <= High * (1 + tolerance);
}
