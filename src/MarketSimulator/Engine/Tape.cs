using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Book;

namespace ImpactService.MarketSimulator.Engine;

/// <summary>What the world sees of a session: one print per price of each incoming order, a quote whenever the touch has changed, and snapshots of ten levels.</summary>
internal sealed class Tape(LimitOrderBook book, double ticksPerUnit, double lotsPerUnit)
{
    private const int DepthLevels = 10;

    private readonly List<MarketEvent> events = [];
    private Quote lastQuote;
    private int eventsAtLastDepth = -1;

    public IReadOnlyList<MarketEvent> Events => events;

    public double TradedLots { get; private set; }

    public double Price(int tick) => tick / ticksPerUnit;

    /// <summary>A mid may lie between two ticks.</summary>
    public double MidPrice(double ticks) => ticks / ticksPerUnit;

    public double Quantity(double lots) => lots / lotsPerUnit;

    /// <summary>Prints the book's last matches, those of one price together.</summary>
    public void RecordTrades(long timeMicros, Side side)
    {
        ReadOnlySpan<BookMatch> matches = book.Matches;
        for (int i = 0; i < matches.Length;)
        {
            int tick = matches[i].Tick;
            int lots = 0;
            for (; i < matches.Length && matches[i].Tick == tick; i++)
                lots += matches[i].SizeLots;
            TradedLots += lots;
            Timestamp time = new(timeMicros);
            events.Add(MarketEvent.Of(time, time, new Trade(Price(tick), Quantity(lots), (Aggressor)(sbyte)side)));
        }
    }

    /// <summary>Publishes the touch if it differs from the one in force. A book with an empty side publishes nothing.</summary>
    public void RecordQuote(long timeMicros)
    {
        if (book.BestBid is not { } bid || book.BestAsk is not { } ask)
            return;
        Quote quote = new(Price(bid), Quantity(book.VolumeLots(bid)), Price(ask), Quantity(book.VolumeLots(ask)));
        if (quote == lastQuote)
            return;
        lastQuote = quote;
        Timestamp time = new(timeMicros);
        events.Add(MarketEvent.Of(time, time, quote));
    }

    /// <summary>Publishes ten levels of both sides, unless nothing has happened since the last snapshot.</summary>
    public void RecordDepth(long timeMicros)
    {
        if (!book.IsTwoSided || events.Count == eventsAtLastDepth)
            return;
        (double[] bidPrices, double[] bidSizes) = Levels(Side.Buy);
        (double[] askPrices, double[] askSizes) = Levels(Side.Sell);
        Timestamp time = new(timeMicros);
        events.Add(MarketEvent.Of(time, time, new BookSnapshot(bidPrices, bidSizes, askPrices, askSizes)));
        eventsAtLastDepth = events.Count;
    }

    private (double[] Prices, double[] Sizes) Levels(Side side)
    {
        Span<double> prices = stackalloc double[DepthLevels];
        Span<double> sizes = stackalloc double[DepthLevels];
        int count = 0;
        for (int? tick = book.Best(side); tick is { } t && count < DepthLevels; tick = book.Behind(side, t))
            (prices[count], sizes[count++]) = (Price(t), Quantity(book.VolumeLots(t)));
        return (prices[..count].ToArray(), sizes[..count].ToArray());
    }
}
