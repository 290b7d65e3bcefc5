using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Book;

namespace ImpactService.MarketSimulator.Engine;

/// <summary>The exchange of one session: the book, the clock, the tape, and the participants with their wake-up calls.</summary>
internal sealed class Venue(LimitOrderBook book, SessionClock clock, Tape tape)
{
    private readonly EventQueue queue = new();
    private readonly List<Participant> participants = [];

    public LimitOrderBook Book { get; } = book;

    public SessionClock Clock { get; } = clock;

    public Tape Tape { get; } = tape;

    public long NowMicros { get; private set; } = clock.Session.Open.UnixMicros;

    /// <summary>In ticks. The last two-sided one when a side is empty.</summary>
    public double MidTicks { get; private set; }

    public int SpreadTicks { get; private set; } = 1;

    public void Join(Participant participant)
    {
        participant.Index = participants.Count;
        participants.Add(participant);
    }

    public void WakeAt(long timeMicros, int participant, int tag, int stamp) => queue.Add(Math.Max(timeMicros, NowMicros), participant, tag, stamp);

    /// <summary>Runs from the open up to (not including) <paramref name="endMicros"/>.</summary>
    /// <param name="divergence">The moment from which on all draw other random numbers, or null.</param>
    public void Run(long endMicros, Divergence? divergence)
    {
        foreach (Participant participant in participants)
            participant.Start();
        Publish();
        while (queue.TryTake(out WakeUp call) && call.TimeMicros < endMicros)
        {
            if (divergence is { } other && call.TimeMicros >= other.At.UnixMicros)
            {
                foreach (Participant participant in participants)
                    participant.Diverge(other.Key);
                divergence = null;
            }

            NowMicros = call.TimeMicros;
            participants[call.Participant].Wake(call.Tag, call.Stamp);
            Publish();
        }
    }

    /// <summary>A post-only limit order: a price at or through the opposite touch is moved to one tick in front of it. Returns the order's id, or null where the window ends.</summary>
    public int? Place(Side side, int tick, int sizeLots, int owner)
    {
        if (Book.Best(side.Opposite()) is { } opposite)
            tick = side == Side.Buy ? Math.Min(tick, opposite - 1) : Math.Max(tick, opposite + 1);
        return sizeLots > 0 && Book.Accepts(side, tick) ? Book.Add(side, tick, sizeLots, owner) : null;
    }

    public void Cancel(int orderId) => Book.Cancel(orderId);

    /// <summary>A marketable order, immediate or cancel: prints its trades, tells those it met, and returns the lots done.</summary>
    public int Take(Side side, int sizeLots, int limitTick)
    {
        int done = Book.Take(side, sizeLots, limitTick);
        Tape.RecordTrades(NowMicros, side);
        foreach (BookMatch match in Book.Matches)
            participants[match.Owner].OnFill(match, side.Opposite());
        return done;
    }

    /// <summary>A market order without a limit.</summary>
    public int Take(Side side, int sizeLots) => Take(side, sizeLots, side == Side.Buy ? int.MaxValue : int.MinValue);

    private void Publish()
    {
        if (Book.BestBid is { } bid && Book.BestAsk is { } ask)
            (MidTicks, SpreadTicks) = ((bid + ask) / 2.0, ask - bid);
        Tape.RecordQuote(NowMicros);
    }
}
