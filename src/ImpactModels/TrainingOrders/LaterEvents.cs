using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// What can fill an order that stands alone at its price: trades that consume its side and quotes of the opposite side, revealed from the session's end backwards,
/// with the question "which is the first at or through this price".
/// </summary>
internal sealed class LaterEvents(TapeIndex tape, TouchSteps steps)
{
    private readonly BackwardMinima minima = new(tape.Quotes.Count + tape.Trades.Count);
    private int quote = tape.Quotes.Count - 1;
    private int trade = tape.Trades.Count - 1;

    /// <summary>Adds all events from the end of the step on (its successor's first quote included).</summary>
    public void RevealAfter(int step)
    {
        if (step + 1 >= steps.Count)
            return;
        int from = steps.Position(step + 1);
        while (true)
        {
            int quotePosition = quote >= 0 ? tape.Quotes.Positions[quote] : -1;
            int tradePosition = trade >= 0 ? tape.Trades.Positions[trade] : -1;
            if (Math.Max(quotePosition, tradePosition) < from)
                return;
            if (quotePosition > tradePosition)
                minima.Push(quotePosition, steps.SignedOpposite(quote--));
            else
                PushTrade(tradePosition, trade--);
        }
    }

    /// <summary>Time of the first revealed event at or below a signed price, if it comes before <paramref name="endPosition"/> in the merged order; else the end of time.</summary>
    public Timestamp FirstAtMost(double signedPrice, int endPosition)
    {
        int position = minima.FirstAtMost(signedPrice);
        return position >= 0 && position < endPosition ? TimeOf(position) : Timestamp.MaxValue;
    }

    private void PushTrade(int position, int index)
    {
        if (QueueTrades.Consumes(tape.Trades, index, steps.Sign))
            minima.Push(position, steps.Sign * tape.Trades.Prices[index]);
    }

    private Timestamp TimeOf(int position)
    {
        int index = TimeSearch.CountBefore(tape.Quotes.Positions, position);
        bool isQuote = index < tape.Quotes.Count && tape.Quotes.Positions[index] == position;
        return isQuote ? tape.Quotes.TimeAt(index) : tape.Trades.TimeAt(TimeSearch.CountBefore(tape.Trades.Positions, position));
    }
}
