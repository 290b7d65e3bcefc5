using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>What may be done with an event.</summary>
internal enum Admission
{
    Refused,

    /// <summary>Known too late for anything but the day's volume.</summary>
    VolumeOnly,
    Accepted,
}

/// <summary>
/// Decides, for one session, which events count: the point-in-time rules and the sanity of prices in one place, so that the engine and the session summary agree.
/// </summary>
internal sealed class EventGate(TradingSession session, FeedTally tally)
{
    /// <summary>
    /// An event known later than this after it happened is a backfill, not news: no live feed is slower (US off-exchange trades must be reported within 10 s).
    /// It says nothing about the last seconds' flow and counts for the day's volume alone.
    /// </summary>
    internal const double MaximumFeedDelaySeconds = 10;

    /// <summary>Larger prices and sizes are malformed, and their squares would spoil the sums for the rest of the session.</summary>
    internal const double MaximumMagnitude = 1e15;

    private Timestamp quoteTime = Timestamp.MinValue;
    private Timestamp depthTime = Timestamp.MinValue;

    public TradingSession Session => session;

    /// <summary>The session has shown a quote; until then the best level of the depth stands in for it.</summary>
    public bool HasQuotes { get; private set; }

    public Admission Admit(in MarketEvent e)
    {
        if (!session.Contains(e.EventTime))
            return Refuse(ref tally.OutsideSession);
        if (e.AvailableTime > session.Close)
            return Refuse(ref tally.AfterClose);
        Admission admission = e.Kind switch
        {
            MarketEventKind.Trade => AdmitTrade(e),
            MarketEventKind.Quote => AdmitQuote(e),
            MarketEventKind.Depth => AdmitDepth(e),
            _ => Admission.Accepted,
        };
        if (admission == Admission.Accepted)
            tally.Accepted++;
        return admission;
    }

    /// <summary>The quote that an admitted event brings into force: its own, or the best level of a depth snapshot while the session has shown no quote.</summary>
    public bool TryGetQuote(in MarketEvent e, out Quote quote)
    {
        quote = e.Quote;
        if (e.Kind == MarketEventKind.Quote)
            return true;
        if (e.Depth is not { } depth || HasQuotes || !HasBothSides(depth))
            return false;
        quote = new Quote(depth.BidPrices[0], depth.BidSizes[0], depth.AskPrices[0], depth.AskSizes[0]);
        return true;
    }

    private Admission AdmitTrade(in MarketEvent e)
    {
        if (!IsPositive(e.Trade.Price) || !IsPositive(e.Trade.Size))
            return Refuse(ref tally.Invalid);
        if (!IsBackfill(e))
            return Admission.Accepted;
        tally.Backfilled++;
        return Admission.VolumeOnly;
    }

    private Admission AdmitQuote(in MarketEvent e)
    {
        Quote quote = e.Quote;
        if (!IsPositive(quote.Bid) || !IsPositive(quote.Ask) || !IsSize(quote.BidSize) || !IsSize(quote.AskSize))
            return Refuse(ref tally.Invalid);
        Admission admission = AdmitTop(e, quote.Bid, quote.Ask, ref quoteTime);
        HasQuotes |= admission == Admission.Accepted;
        return admission;
    }

    private Admission AdmitDepth(in MarketEvent e)
    {
        if (e.Depth is not { } depth || !IsSide(depth.BidPrices, depth.BidSizes) || !IsSide(depth.AskPrices, depth.AskSizes))
            return Refuse(ref tally.Invalid);
        if (!HasBothSides(depth))
            return AdmitTop(e, 0, double.MaxValue, ref depthTime);
        Admission admission = AdmitTop(e, depth.BidPrices[0], depth.AskPrices[0], ref depthTime);
        if (admission == Admission.Accepted && !HasQuotes)
            quoteTime = e.EventTime;
        return admission;
    }

    private Admission AdmitTop(in MarketEvent e, double bid, double ask, ref Timestamp inForce)
    {
        if (IsBackfill(e))
            return Refuse(ref tally.Backfilled);
        if (e.EventTime < inForce)
            return Refuse(ref tally.Stale);
        if (bid > ask)
            return Refuse(ref tally.Crossed);
        if (bid == ask)
            tally.Locked++;
        inForce = e.EventTime;
        return Admission.Accepted;
    }

    private static Admission Refuse(ref long count)
    {
        count++;
        return Admission.Refused;
    }

    private static bool IsBackfill(in MarketEvent e) => e.KnownTime.SecondsSince(e.EventTime) > MaximumFeedDelaySeconds;

    private static bool HasBothSides(BookSnapshot depth) => depth.BidPrices.Length > 0 && depth.AskPrices.Length > 0;

    private static bool IsSide(double[] prices, double[] sizes)
    {
        if (prices.Length != sizes.Length)
            return false;
        for (int i = 0; i < prices.Length; i++)
        {
            if (!IsPositive(prices[i]) || !IsSize(sizes[i]))
                return false;
        }

        return true;
    }

    private static bool IsPositive(double x) => x is > 0 and <= MaximumMagnitude;

    private static bool IsSize(double x) => x is >= 0 and <= MaximumMagnitude;
}
