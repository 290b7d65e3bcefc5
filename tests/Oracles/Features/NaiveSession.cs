using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>A quote in force from the time it became available; Row is its place in the stream.</summary>
public sealed record NaiveQuote(int Row, Timestamp Available, Timestamp EventTime, Quote Quote);

/// <summary>A trade that counts for the flow, with its sign (0 unknown) and the mid strictly before it (NaN none).</summary>
public sealed record NaiveTrade(Timestamp Available, Timestamp EventTime, Trade Trade, double Sign, double MidBefore);

/// <summary>
/// The events of one session that count, as plain lists: every admission rule written out as a scan over the raw rows. Oracle of the engine's gate, signer and book keeping.
/// </summary>
public sealed class NaiveSession
{
    private readonly List<MarketEvent> rows;

    /// <param name="all">Every event known, any session, in the order of available time.</param>
    public NaiveSession(TradingSession session, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    {
        Session = session;
        rows = all.Where(e => e.AvailableTime <= asOf && e.AvailableTime <= session.Close && session.Contains(e.EventTime) && e.Kind != MarketEventKind.Signal).ToList();
        CollectQuotesAndDepth();
        CollectTrades();
    }

    public TradingSession Session { get; }

    public List<NaiveQuote> Quotes { get; } = [];

    public List<NaiveTrade> Trades { get; } = [];

    /// <summary>On time and late alike, for volume and prices.</summary>
    public List<(Timestamp EventTime, Trade Trade)> AllTrades { get; } = [];

    public MarketEvent? Depth { get; private set; }

    /// <summary>When the first usable event became available.</summary>
    public Timestamp? Start { get; private set; }

    public Timestamp FirstEventTime { get; private set; } = Timestamp.MaxValue;

    public Timestamp LastEventTime { get; private set; } = Timestamp.MinValue;

    /// <summary>The quote in force just before a time: the last available strictly before it.</summary>
    public NaiveQuote? QuoteBefore(Timestamp time) => Quotes.LastOrDefault(q => q.Available < time);

    public Timestamp Second(int k) => new(Session.Open.UnixMicros + k * 1_000_000L);

    /// <summary>Mid at a whole second; NaN when none was known.</summary>
    public double MidAt(int second) => QuoteBefore(Second(second))?.Quote.Mid ?? double.NaN;

    private static bool IsLate(MarketEvent e) => e.KnownTime.UnixMicros - e.EventTime.UnixMicros > 10_000_000;

    private static bool IsGood(double x) => x > 0 && x <= 1e15;

    private static bool IsSize(double x) => x >= 0 && x <= 1e15;

    private void Use(MarketEvent e)
    {
        Start ??= e.AvailableTime;
        FirstEventTime = e.EventTime < FirstEventTime ? e.EventTime : FirstEventTime;
        LastEventTime = e.EventTime > LastEventTime ? e.EventTime : LastEventTime;
    }

    private void CollectQuotesAndDepth()
    {
        bool sawQuote = false;
        for (int i = 0; i < rows.Count; i++)
        {
            MarketEvent e = rows[i];
            if (e.Kind == MarketEventKind.Trade)
            {
                if (IsGood(e.Trade.Price) && IsGood(e.Trade.Size))
                    Use(e);
            }
            else if (!IsLate(e) && e.Kind == MarketEventKind.Quote)
            {
                Quote q = e.Quote;
                bool usable = IsGood(q.Bid) && IsGood(q.Ask) && IsSize(q.BidSize) && IsSize(q.AskSize) && q.Bid <= q.Ask;
                if (!usable || (Quotes.Count > 0 && Quotes[^1].EventTime > e.EventTime))
                    continue;
                Use(e);
                sawQuote = true;
                Quotes.Add(new NaiveQuote(i, e.AvailableTime, e.EventTime, q));
            }
            else if (!IsLate(e) && e.Depth is { } d && IsUsable(d) && !(Depth is { } old && old.EventTime > e.EventTime))
            {
                Use(e);
                Depth = e;
                if (!sawQuote && d.BidPrices.Length > 0 && d.AskPrices.Length > 0)
                    Quotes.Add(new NaiveQuote(i, e.AvailableTime, e.EventTime, new Quote(d.BidPrices[0], d.BidSizes[0], d.AskPrices[0], d.AskSizes[0])));
            }
        }
    }

    private static bool IsUsable(BookSnapshot d) =>
        d.BidPrices.Length == d.BidSizes.Length && d.AskPrices.Length == d.AskSizes.Length
        && d.BidPrices.All(IsGood) && d.AskPrices.All(IsGood) && d.BidSizes.All(IsSize) && d.AskSizes.All(IsSize)
        && (d.BidPrices.Length == 0 || d.AskPrices.Length == 0 || d.BidPrices[0] <= d.AskPrices[0]);

    private void CollectTrades()
    {
        for (int i = 0; i < rows.Count; i++)
        {
            MarketEvent e = rows[i];
            if (e.Kind != MarketEventKind.Trade || !IsGood(e.Trade.Price) || !IsGood(e.Trade.Size))
                continue;
            AllTrades.Add((e.EventTime, e.Trade));
            if (!IsLate(e))
                Trades.Add(Sign(e, i));
        }
    }

    private NaiveTrade Sign(MarketEvent e, int row)
    {
        NaiveQuote? before = Quotes.LastOrDefault(q => q.Row < row && q.EventTime < e.EventTime);
        double mid = before?.Quote.Mid ?? double.NaN;
        double sign = (sbyte)e.Trade.Aggressor;
        if (sign == 0)
            sign = e.Trade.Price > mid * (1 + 1e-9) ? 1 : e.Trade.Price < mid * (1 - 1e-9) ? -1 : TickSign(e.Trade.Price);
        return new NaiveTrade(e.AvailableTime, e.EventTime, e.Trade, sign, mid);
    }

    private double TickSign(double price)
    {
        for (int i = Trades.Count - 1; i >= 0; i--)
        {
            if (Trades[i].Trade.Price != price)
                return price > Trades[i].Trade.Price ? 1 : -1;
        }

        return 0;
    }
}
