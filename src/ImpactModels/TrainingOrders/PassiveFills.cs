using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// The fate of an order of negligible size that joins the queue at the touch of one side at any moment of a session. The rules, for a buy at the bid (a sell mirrors them):
/// <list type="bullet">
/// <item>it joins behind the displayed size of the quote in force (no published size: nothing is ahead);</item>
/// <item>it fills when the volume traded at its price since it joined has passed the size that was ahead (seller-initiated and unsigned trades count; cancellations ahead of it do not), or when such a trade prints below its price;</item>
/// <item>when the bid moves away (rises), it follows: it is re-pegged behind the whole displayed size of the new bid and its place is lost;</item>
/// <item>when the bid falls behind it, everybody ahead has left: it stays, alone at its price, and the next such trade at or below its price, or an ask at or below its price, fills it.</item>
/// </list>
/// What happens after a re-peg depends only on the touch change that caused it, so one backward sweep over the session answers for all moments: O(n log n) once, O(log n) per order.
/// Prices of a side are handled with its sign (a sell's touch is −ask), so that "away" is always up. Oracles.NaivePassiveReplay is the naive twin.
/// </summary>
internal sealed class PassiveFills
{
    private readonly TapeIndex tape;
    private readonly TouchSteps steps;
    private readonly QueueTrades trades;
    private readonly int[] nextAway;
    private readonly Timestamp[] fillOnceAlone;
    private readonly PassiveFill[] fillFromStart;

    private PassiveFills(TapeIndex tape, TouchSteps steps, QueueTrades trades)
    {
        this.tape = tape;
        this.steps = steps;
        this.trades = trades;
        nextAway = new int[steps.Count];
        fillOnceAlone = new Timestamp[steps.Count];
        fillFromStart = new PassiveFill[steps.Count];
    }

    public static PassiveFills Build(TapeIndex tape, Side side)
    {
        TouchSteps steps = TouchSteps.Build(tape, side);
        var fills = new PassiveFills(tape, steps, QueueTrades.Build(tape.Trades, steps));
        fills.Sweep();
        return fills;
    }

    /// <summary>Joins at <paramref name="time"/>; everything stamped with that time has happened. Needs a quote in force.</summary>
    public PassiveFill JoinAt(Timestamp time)
    {
        int quote = tape.Quotes.IndexAtOrBefore(time);
        return Join(steps.StepOfQuote(quote), tape.Trades.FirstAfter(time), steps.DisplayedSize(quote));
    }

    private PassiveFill Join(int step, int firstTrade, double sizeAhead)
    {
        int fill = trades.FirstFill(firstTrade, steps.FirstTradeAfter(step), sizeAhead);
        if (fill >= 0)
            return new PassiveFill(tape.Trades.TimeAt(fill), steps.Price(step));
        if (fillOnceAlone[step] != Timestamp.MaxValue)
            return new PassiveFill(fillOnceAlone[step], steps.Price(step));
        return nextAway[step] < steps.Count ? fillFromStart[nextAway[step]] : PassiveFill.Never;
    }

    /// <summary>From the last step of the touch to the first: what can happen after a step is known when the step is reached.</summary>
    private void Sweep()
    {
        var later = new LaterEvents(tape, steps);
        var higher = new BackwardMinima(steps.Count);
        for (int step = steps.Count - 1; step >= 0; step--)
        {
            double price = steps.SignedPrice(step);
            later.RevealAfter(step);
            int away = higher.FirstAtMost(Math.BitDecrement(-price));
            nextAway[step] = away < 0 ? steps.Count : away;
            fillOnceAlone[step] = later.FirstAtMost(price, away < 0 ? int.MaxValue : steps.Position(away));
            fillFromStart[step] = Join(step, steps.FirstTrade(step), steps.DisplayedSize(steps.FirstQuote(step)));
            higher.Push(step, -price);
        }
    }
}
