using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// Condenses the events of one session, fed in the order of their available time, into what later days may know of it. Counts what happened in regular hours and was known by the close.
/// </summary>
public sealed class SessionSummaryBuilder
{
    /// <summary>
    /// Slow lag of every two-scale variance here, in seconds: quotes flicker for a few seconds, and a half-life of a minute still holds a dozen lags.
    /// </summary>
    internal const int SlowLagSeconds = 10;

    /// <summary>Two minutes of second-by-second mids; fewer say nothing about a day.</summary>
    private const int MinimumVolatilitySamples = 120;

    private readonly TradingSession session;
    private readonly EventGate gate;
    private readonly double[] volumeBins = new double[SessionSummary.VolumeBinCount];
    private readonly TwoScaleVariance variance = new(SlowLagSeconds, [double.PositiveInfinity]);
    private SecondGrid grid;
    private OpenHighLowClose tradePrices = new();
    private OpenHighLowClose mids = new();
    private double volume;
    private double spreadIntegral;
    private double spreadSeconds;
    private double halfSpreadBps = double.NaN;
    private double logMid = double.NaN;
    private Timestamp quotedFrom;
    private Timestamp first = Timestamp.MaxValue;
    private Timestamp last = Timestamp.MinValue;

    public SessionSummaryBuilder(TradingSession session)
    {
        this.session = session;
        gate = new EventGate(session, new FeedTally());
        grid = new SecondGrid(session.Open);
    }

    /// <summary>Events of other sessions, unusable ones and those known after the close are passed over.</summary>
    public void OnEvent(in MarketEvent e)
    {
        if (e.Kind == MarketEventKind.Signal || gate.Admit(e) == Admission.Refused)
            return;
        Cover(e.EventTime);
        if (e.Kind == MarketEventKind.Trade)
            OnTrade(e.EventTime, e.Trade);
        else if (gate.TryGetQuote(e, out Quote quote))
            OnQuote(e.EventTime, e.AvailableTime, quote);
    }

    /// <summary>The summary of what was fed so far; null when there was neither a trade nor a quote. A session of quotes alone has prices (mids) and no volume.</summary>
    public SessionSummary? Build()
    {
        OpenHighLowClose prices = tradePrices.IsEmpty ? mids : tradePrices;
        if (prices.IsEmpty)
            return null;
        return new SessionSummary(
            session.Date,
            prices.Open,
            prices.High,
            prices.Low,
            prices.Close,
            volume,
            [.. volumeBins],
            Math.Sqrt(variance.Variance(0, MinimumVolatilitySamples) * session.LengthSeconds),
            spreadSeconds > 0 ? spreadIntegral / spreadSeconds : double.NaN,
            Math.Clamp(last.SecondsSince(first) / session.LengthSeconds, 0, 1));
    }

    private void Cover(Timestamp eventTime)
    {
        if (eventTime < first)
            first = eventTime;
        if (eventTime > last)
            last = eventTime;
    }

    private void OnTrade(Timestamp eventTime, in Trade trade)
    {
        tradePrices.Add(eventTime, trade.Price);
        volume += trade.Size;
        int bin = (int)(eventTime.SecondsSince(session.Open) / session.LengthSeconds * volumeBins.Length);
        volumeBins[Math.Min(bin, volumeBins.Length - 1)] += trade.Size;
    }

    private void OnQuote(Timestamp eventTime, Timestamp available, in Quote quote)
    {
        AdvanceTo(available);
        mids.Add(eventTime, quote.Mid);
        halfSpreadBps = quote.HalfSpreadBps;
        logMid = Math.Log(quote.Mid);
    }

    private void AdvanceTo(Timestamp now)
    {
        if (double.IsNaN(logMid))
        {
            grid.Start(now);
            quotedFrom = now;
            return;
        }

        while (grid.TryPass(now))
            variance.Add(logMid);
        if (now <= quotedFrom)
            return;
        double seconds = now.SecondsSince(quotedFrom);
        spreadIntegral += halfSpreadBps * seconds;
        spreadSeconds += seconds;
        quotedFrom = now;
    }
}
