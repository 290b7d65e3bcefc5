using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// What came of a probe. The taker part of each child crosses at the quote in force when it is released; the passive part joins the queue at the touch (see <see cref="PassiveFills"/>);
/// what is left at the horizon crosses there.
/// </summary>
/// <param name="CompletionBeforeCrossing">Share filled before the final crossing.</param>
internal readonly record struct ProbeExecution(double AveragePrice, Timestamp LastFill, double RealisedTakerFraction, double CompletionBeforeCrossing)
{
    public static ProbeExecution Replay(TapeIndex tape, PassiveFills passiveFills, Side side, double takerFraction, ReadOnlySpan<ChildOrder> children, Timestamp horizonEnd)
    {
        var sums = new FillSums(children[0].Time);
        foreach (ChildOrder child in children)
        {
            if (!(child.Share > 0))
                continue;
            if (takerFraction > 0)
                sums.Add(FarTouch(tape, side, child.Time), child.Share * takerFraction, child.Time);
            if (takerFraction < 1)
                sums.AddIfInTime(passiveFills.JoinAt(child.Time), child.Share * (1 - takerFraction), horizonEnd);
        }

        double completion = Math.Min(sums.Share, 1);
        double crossedAtEnd = sums.HasLeftOver ? 1 - completion : 0;
        if (crossedAtEnd > 0)
            sums.Add(FarTouch(tape, side, horizonEnd), crossedAtEnd, horizonEnd);
        return new ProbeExecution(sums.Notional / sums.Share, sums.LastFill, Math.Min(takerFraction + crossedAtEnd, 1), 1 - crossedAtEnd);
    }

    private static double FarTouch(TapeIndex tape, Side side, Timestamp time)
    {
        ref readonly Quote quote = ref tape.Quotes[tape.Quotes.IndexAtOrBefore(time)];
        return side == Side.Buy ? quote.Ask : quote.Bid;
    }

    private struct FillSums(Timestamp start)
    {
        public double Notional { get; private set; }

        public double Share { get; private set; }

        public Timestamp LastFill { get; private set; } = start;

        /// <summary>Some child did not fill: known from the event, not from a sum that rounding makes differ from one.</summary>
        public bool HasLeftOver { get; private set; }

        public void Add(double price, double share, Timestamp time)
        {
            Notional += price * share;
            Share += share;
            LastFill = Timestamp.Max(LastFill, time);
        }

        public void AddIfInTime(in PassiveFill fill, double share, Timestamp end)
        {
            if (fill.Time <= end)
                Add(fill.Price, share, fill.Time);
            else
                HasLeftOver = true;
        }
    }
}
