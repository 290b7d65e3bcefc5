using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// Everything that the engine knows of one session, advanced event by event. Made anew for each session, so nothing leaks over the boundary.
/// </summary>
internal sealed class SessionState
{
    /// <summary>A trade of at least so many times the recent mean size is large.</summary>
    private const double LargeTradeMultiple = 10;

    /// <summary>Before so many trades the mean size is too uncertain to call one large.</summary>
    private const int MinimumTradesForLarge = 20;

    /// <summary>A jump is looked for over so many seconds.</summary>
    private const int GapSeconds = 10;

    /// <summary>Index of the minute among the half-lives of <see cref="Variance"/>, and the samples below which it says nothing.</summary>
    private const int DisorderHalfLife = 0;
    private const int DisorderSamples = 30;

    private readonly EventGate gate;
    private readonly TradeSigner signer = new();
    private SecondGrid grid;
    private Scalars now = new();
    private SessionSummary? frozenSummary;

    public SessionState(Instrument instrument, TradingSession session, HistoryView history, FeedTally tally)
    {
        Instrument = instrument;
        Session = session;
        History = history;
        gate = new EventGate(session, tally);
        grid = new SecondGrid(session.Open);
        Summary = new SessionSummaryBuilder(session);
        Buckets = new VolumeBuckets(history.AdvUnits ?? double.NaN);
    }

    public Instrument Instrument { get; private set; }

    public TradingSession Session { get; private set; }

    public HistoryView History { get; private set; }

    public SessionSummaryBuilder Summary { get; }

    public DecayedSums Sums { get; } = new(FlowHalfLives.Seconds, FlowHalfLives.Streams);

    public TwoScaleVariance Variance { get; } = new(SessionSummaryBuilder.SlowLagSeconds, [60, 300, 1800, double.PositiveInfinity]);

    public MidHistory Mids { get; } = new();

    public MarkOuts MarkOuts { get; } = new();

    public SpreadHistogram Spreads { get; } = new();

    public VolumeBuckets Buckets { get; private set; }

    /// <summary>From where on the market is out of order.</summary>
    public DisorderLimits Limits { get; set; } = DisorderLimits.Usual;

    /// <summary>The numbers that are copied in one go for a snapshot.</summary>
    public ref readonly Scalars Now => ref now;

    /// <summary>Takes one event at the time it became available; false when it counts for nothing.</summary>
    public bool OnEvent(in MarketEvent e, Timestamp available)
    {
        Admission admission = gate.Admit(e);
        if (admission == Admission.Refused)
            return false;
        AdvanceTo(available);
        Summary.OnEvent(e);
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                OnTrade(e, admission);
                break;
            case MarketEventKind.Quote:
                OnQuote(e.EventTime, e.Quote);
                break;
            default:
                OnDepth(e);
                break;
        }

        return true;
    }

    /// <summary>Lets time pass: whole seconds first, each with the state that was in force then, and the decays.</summary>
    public void AdvanceTo(Timestamp time)
    {
        if (!now.HasStarted)
        {
            (now.HasStarted, now.Start, now.Clock) = (true, time, time);
            grid.Start(time);
            return;
        }

        while (grid.TryPass(time))
            OnSecond(grid.Passed);
        double seconds = time.SecondsSince(now.Clock);
        if (!(seconds > 0))
            return;
        Sums.Advance(seconds);
        now.MeanHalfSpread.Advance(seconds, now.HalfSpreadBps);
        now.MeanTouch.Advance(seconds, now.TouchSize);
        if (now.Quote is not null)
            Spreads.Add(now.SpreadClass, seconds);
        now.Clock = time;
    }

    /// <summary>A copy that nobody feeds: its buckets and summary are its own, so the original may go on.</summary>
    public SessionState Freeze()
    {
        SessionState frozen = new(Instrument, Session, History, new FeedTally());
        frozen.CopyFrom(this);
        frozen.Buckets = Buckets.Copy();
        frozen.frozenSummary = Summary.Build();
        return frozen;
    }

    /// <summary>Whether the market is out of order now.</summary>
    public MarketDisorder Disorder => now.Quote is null ? MarketDisorder.None : now.Disorder.At(Levels());

    /// <summary>The session as it stands, as later days may know it.</summary>
    public SessionSummary? Summarise() => frozenSummary ?? Summary.Build();

    /// <summary>Takes over what a snapshot reads. The buckets are shared: a copy is looked at, never fed.</summary>
    public void CopyFrom(SessionState other)
    {
        (Instrument, Limits) = (other.Instrument, other.Limits);
        (Session, History, Buckets, grid, now) = (other.Session, other.History, other.Buckets, other.grid, other.now);
        Sums.CopyFrom(other.Sums);
        Variance.CopyFrom(other.Variance);
        Mids.CopyFrom(other.Mids);
        MarkOuts.CopyFrom(other.MarkOuts);
        Spreads.CopyFrom(other.Spreads);
    }

    private void OnSecond(int second)
    {
        MarkOuts.OnSecond(second, now.Mid);
        if (second % ImpactSlope.IntervalSeconds == 0)
            now.Kyle.OnInterval(now.Mid);
        if (second % AmihudRatio.IntervalSeconds == 0)
            now.Amihud.OnInterval(now.Mid);
        if (double.IsNaN(now.Mid))
            return;
        Variance.Add(now.LogMid);
        Mids.Add(second, now.Mid);
        now.Disorder.OnSecond(Levels());
    }

    private DisorderLevels Levels()
    {
        double usualSpread = History.MeanHalfSpreadBps > 0 ? History.MeanHalfSpreadBps : now.MeanHalfSpread.Mean;
        double volatility = History.DailyVolatility ?? double.NaN;
        double realised = Math.Sqrt(Variance.Variance(DisorderHalfLife, DisorderSamples) * Session.LengthSeconds);
        double jump = Math.Abs(now.LogMid - Math.Log(Mids.Before(GapSeconds)));
        return DisorderLevels.Of(Limits, now.HalfSpreadBps / usualSpread, realised / volatility, jump / volatility);
    }

    private void OnTrade(in MarketEvent e, Admission admission)
    {
        now.SessionVolume += e.Trade.Size;
        if (admission == Admission.VolumeOnly)
            return;
        SignedTrade signed = signer.Sign(e.EventTime, e.Trade);
        double sign = (sbyte)signed.Trade.Aggressor;
        NoteLargeTrade(e);
        AddFlow(signed, sign);
        if (sign != 0)
            AddSign(sign);
        AddReturn(Math.Log(e.Trade.Price));
        now.TradeTime = Timestamp.Max(now.TradeTime, e.EventTime);
        now.TradeCount++;
    }

    private void AddFlow(in SignedTrade signed, double sign)
    {
        double size = signed.Trade.Size;
        Add(FlowStream.SignedVolume, sign * size);
        Add(FlowStream.Volume, size);
        Add(FlowStream.Trades, 1);
        now.Kyle.OnTrade(sign * size);
        now.Amihud.OnTrade(size);
        Buckets.Add(size, sign);
        if (sign == 0 || double.IsNaN(signed.MidBefore))
            return;
        Add(FlowStream.EffectiveSpread, size * sign * (signed.Trade.Price - signed.MidBefore) / signed.MidBefore);
        Add(FlowStream.EffectiveSpreadVolume, size);
        MarkOuts.Add(grid.Passed, sign, signed.Trade.Price, size, signed.MidBefore);
    }

    private void AddSign(double sign)
    {
        if (now.LastSign != 0)
        {
            Add(FlowStream.SignPairs, 1);
            Add(FlowStream.Sign, sign);
            Add(FlowStream.SignBefore, now.LastSign);
            Add(FlowStream.SignProduct, sign * now.LastSign);
            now.SignPairCount++;
        }

        now.LastSign = sign;
    }

    private void AddReturn(double logPrice)
    {
        double change = logPrice - now.LastLogPrice;
        if (!double.IsNaN(change * now.LastReturn))
        {
            Add(FlowStream.ReturnPairs, 1);
            Add(FlowStream.ReturnProduct, change * now.LastReturn);
            now.ReturnPairCount++;
        }

        (now.LastReturn, now.LastLogPrice) = (change, logPrice);
    }

    private void NoteLargeTrade(in MarketEvent e)
    {
        double mean = Sums.Sum(FlowHalfLives.Medium, (int)FlowStream.Volume) / Sums.Sum(FlowHalfLives.Medium, (int)FlowStream.Trades);
        if (now.TradeCount >= MinimumTradesForLarge && e.Trade.Size >= LargeTradeMultiple * mean)
            now.LargeTradeTime = Timestamp.Max(now.LargeTradeTime, e.EventTime);
    }

    private void OnDepth(in MarketEvent e)
    {
        now.Depth = e.Depth;
        now.DepthTime = e.EventTime;
        if (gate.TryGetQuote(e, out Quote quote))
            OnQuote(e.EventTime, quote);
    }

    private void OnQuote(Timestamp eventTime, in Quote quote)
    {
        Add(FlowStream.Quotes, 1);
        if (now.Quote is { } before)
        {
            if (before.Bid != quote.Bid || before.Ask != quote.Ask)
                Add(FlowStream.Revisions, 1);
            Add(FlowStream.OrderFlowImbalance, OrderFlowImbalance.Of(before, quote));
        }

        signer.OnQuote(eventTime, quote);
        now.PutInForce(eventTime, quote);
    }

    private void Add(FlowStream stream, double value) => Sums.Add((int)stream, value);
}
