using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// A session tape arranged for labels: its quotes and trades inside the session's hours, in the order in which they happened (event time; rows that became known late are put back
/// in their place, equal times keep the tape's order). Until the first quote the best level of depth snapshots stands in for it, as it does in the feature engine. Immutable; built once per tape and shared by all generators.
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

    private static bool IsUsable(in MarketEvent row) => row.Kind == MarketEventKind.Trade ? TradePath.IsUsable(row.Trade) : IsQuoteLike(row, out _);

    /// <summary>A usable quote, or the usable best level of a depth snapshot.</summary>
    private static bool IsQuoteLike(in MarketEvent row, out Quote quote)
    {
        quote = row.Quote;
        if (row.Kind == MarketEventKind.Depth && row.Depth is { BidPrices.Length: > 0, AskPrices.Length: > 0 } depth)
            quote = new Quote(depth.BidPrices[0], depth.BidSizes[0], depth.AskPrices[0], depth.AskSizes[0]);
        return QuotePath.IsUsable(quote);
    }

    private static QuotePath CollectQuotes(MarketEvent[] events, int[] order)
    {
        var times = new List<long>(order.Length);
        var quotes = new List<Quote>(order.Length);
        var positions = new List<int>(order.Length);
        bool hasQuotes = false;
        for (int position = 0; position < order.Length; position++)
        {
            ref readonly MarketEvent row = ref events[order[position]];
            hasQuotes |= row.Kind == MarketEventKind.Quote;
            if (row.Kind == MarketEventKind.Trade || (row.Kind == MarketEventKind.Depth && hasQuotes) || !IsQuoteLike(row, out Quote quote))
                continue;
            times.Add(row.EventTime.UnixMicros);
            quotes.Add(quote);
            positions.Add(position);
        }

        return new QuotePath([.. times], [.. quotes], [.. positions]);
    }

    private static TradePath CollectTrades(MarketEvent[] events, int[] order)
    {
        int count = CountTrades(events, order);
        var times = new long[count];
        var prices = new double[count];
        var sizes = new double[count];
        var signs = new sbyte[count];
        var positions = new int[count];
        int next = 0;
        for (int position = 0; position < order.Length; position++)
        {
            ref readonly MarketEvent row = ref events[order[position]];
            if (row.Kind != MarketEventKind.Trade)
                continue;
            times[next] = row.EventTime.UnixMicros;
            prices[next] = row.Trade.Price;
            sizes[next] = row.Trade.Size;
            signs[next] = (sbyte)row.Trade.Aggressor;
            positions[next++] = position;
        }

        return new TradePath(times, prices, sizes, signs, positions);
    }

    private static int CountTrades(MarketEvent[] events, int[] order)
    {
        int count = 0;
        foreach (int index in order)
            count += events[index].Kind == MarketEventKind.Trade ? 1 : 0;
        return count;
    }
}
