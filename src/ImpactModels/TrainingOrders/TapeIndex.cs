using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// A session tape arranged for labels: its quotes and trades inside the session's hours, in the order in which they happened (event time; rows that became known late are put back
/// in their place, equal times keep the tape's order). Immutable; built once per tape and shared by all generators.
/// </summary>
public sealed class TapeIndex
{
    /// <summary>A tape whose last event lies further than this from the close was cut there, or the market stopped: nothing is claimed about the time after it.</summary>
    public const double QuietTailSeconds = 60;

    private TapeIndex(SessionTape tape, QuotePath quotes, TradePath trades, Timestamp lastEvent)
    {
        Tape = tape;
        Quotes = quotes;
        Trades = trades;
        ObservedFrom = quotes.Count > 0 ? quotes.TimeAt(0) : tape.Session.Close;
        ObservedUntil = tape.Session.Close.SecondsSince(lastEvent) <= QuietTailSeconds ? tape.Session.Close : lastEvent;
    }

    public SessionTape Tape { get; }

    public QuotePath Quotes { get; }

    public TradePath Trades { get; }

    /// <summary>First quote of the session: there is no mid, so no order, before it.</summary>
    public Timestamp ObservedFrom { get; }

    /// <summary>Until here the mid is known: the session's close, or the last event of a tape that stops earlier.</summary>
    public Timestamp ObservedUntil { get; }

    public static TapeIndex Build(SessionTape tape)
    {
        int[] order = EventOrder(tape);
        QuotePath quotes = CollectQuotes(tape.Events, order);
        TradePath trades = CollectTrades(tape.Events, order);
        Timestamp last = order.Length > 0 ? tape.Events[order[^1]].EventTime : tape.Session.Open;
        return new TapeIndex(tape, quotes, trades, last);
    }

    /// <summary>The same market with other trade signs: what negative controls are made of. One sign per trade of <see cref="Trades"/>.</summary>
    /// <exception cref="ArgumentException">The number of signs differs from the number of trades.</exception>
    public TapeIndex WithSigns(ReadOnlySpan<sbyte> signs) => signs.Length == Trades.Count
        ? new TapeIndex(Tape, Quotes, Trades.WithSigns(signs.ToArray()), ObservedUntil)
        : throw new ArgumentException($"{signs.Length} signs for {Trades.Count} trades");

    /// <summary>Indices of the usable quotes and trades inside the session, stably sorted by event time.</summary>
    private static int[] EventOrder(SessionTape tape)
    {
        var order = new List<int>(tape.Events.Length);
        bool isSorted = true;
        Timestamp last = Timestamp.MinValue;
        for (int i = 0; i < tape.Events.Length; i++)
        {
            ref readonly MarketEvent row = ref tape.Events[i];
            if (!tape.Session.Contains(row.EventTime) || !IsUsable(row))
                continue;
            order.Add(i);
            isSorted &= row.EventTime >= last;
            last = row.EventTime;
        }

        int[] indices = order.ToArray();
        if (!isSorted)
            SortByEventTime(tape.Events, indices);
        return indices;
    }

    private static void SortByEventTime(MarketEvent[] events, int[] indices) => Array.Sort(indices, (a, b) =>
    {
        int byTime = events[a].EventTime.CompareTo(events[b].EventTime);
        return byTime != 0 ? byTime : a.CompareTo(b);
    });

    private static bool IsUsable(in MarketEvent row) => row.Kind switch
    {
        MarketEventKind.Quote => QuotePath.IsUsable(row.Quote),
        MarketEventKind.Trade => TradePath.IsUsable(row.Trade),
        _ => false,
    };

    private static QuotePath CollectQuotes(MarketEvent[] events, int[] order)
    {
        int count = CountOf(MarketEventKind.Quote, events, order);
        var times = new long[count];
        var quotes = new Quote[count];
        var positions = new int[count];
        int next = 0;
        for (int position = 0; position < order.Length; position++)
        {
            ref readonly MarketEvent row = ref events[order[position]];
            if (row.Kind != MarketEventKind.Quote)
                continue;
            times[next] = row.EventTime.UnixMicros;
            quotes[next] = row.Quote;
            positions[next++] = position;
        }

        return new QuotePath(times, quotes, positions);
    }

    private static TradePath CollectTrades(MarketEvent[] events, int[] order)
    {
        int count = CountOf(MarketEventKind.Trade, events, order);
        var path = (Times: new long[count], Prices: new double[count], Sizes: new double[count], Signs: new sbyte[count], Positions: new int[count]);
        int next = 0;
        for (int position = 0; position < order.Length; position++)
        {
            ref readonly MarketEvent row = ref events[order[position]];
            if (row.Kind != MarketEventKind.Trade)
                continue;
            path.Times[next] = row.EventTime.UnixMicros;
            path.Prices[next] = row.Trade.Price;
            path.Sizes[next] = row.Trade.Size;
            path.Signs[next] = (sbyte)row.Trade.Aggressor;
            path.Positions[next++] = position;
        }

        return new TradePath(path.Times, path.Prices, path.Sizes, path.Signs, path.Positions);
    }

    private static int CountOf(MarketEventKind kind, MarketEvent[] events, int[] order)
    {
        int count = 0;
        foreach (int index in order)
            count += events[index].Kind == kind ? 1 : 0;
        return count;
    }
}
