using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// Turns the events of one instrument, fed in the order of their available time, into features: the same class live, in replay and in training.
/// At a session boundary everything is forgotten but the history, to which the engine appends the session that ended, and the external signals.
/// For one thread at a time; nothing is allocated per event.
/// </summary>
public sealed class FeatureEngine
{
    private readonly FeedTally tally = new();
    private readonly SessionClock clock;
    private readonly SignalBoard signals;
    private SessionState? state;
    private SessionState? scratch;

    /// <summary>Latest available time of any event: no snapshot can be taken before it.</summary>
    private Timestamp fedUntil = Timestamp.MinValue;

    public FeatureEngine(Instrument instrument, FeatureSchema schema, SessionHistory history)
    {
        Instrument = instrument;
        Schema = schema;
        History = history;
        clock = new SessionClock(instrument.Calendar);
        signals = new SignalBoard(schema.SignalKeys);
    }

    public Instrument Instrument { get; }

    public FeatureSchema Schema { get; }

    /// <summary>The finished sessions: those given and those that ended since.</summary>
    public SessionHistory History { get; private set; }

    public FeedCounters Counters => tally.ToCounters();

    /// <summary>When the latest event inside regular hours became available; null before the first.</summary>
    public Timestamp? LastEventTime { get; private set; }

    /// <summary>Feeds one event. One that comes out of order counts as available when it came, so nothing is ever rewritten.</summary>
    public void OnEvent(in MarketEvent e)
    {
        fedUntil = Timestamp.Max(fedUntil, e.AvailableTime);
        if (e.Kind == MarketEventKind.Signal)
        {
            signals.OnSignal(e.EventTime, e.Signal!);
            return;
        }

        if (!EnterSession(e))
            return;
        if (state!.OnEvent(e, fedUntil))
            LastEventTime = fedUntil;
    }

    /// <summary>
    /// The market as of an instant, with everything fed so far. Changes nothing: the next event or snapshot sees the engine as if it had not been called.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Events that became available after the instant were fed: the past cannot be told any more.</exception>
    public MarketState Snapshot(Timestamp asOf)
    {
        if (asOf < fedUntil)
            throw new ArgumentOutOfRangeException(nameof(asOf), asOf, $"events up to {fedUntil} were fed already");
        if (state is null || !state.Session.Contains(asOf))
            return SnapshotWithoutSession(asOf);
        scratch ??= new SessionState(Instrument, state.Session, state.History, tally);
        scratch.CopyFrom(state);
        scratch.AdvanceTo(asOf);
        return Describe(scratch, asOf);
    }

    /// <summary>Moves to the event's session, ending the one before; false when the event belongs to none that is still open.</summary>
    private bool EnterSession(in MarketEvent e)
    {
        if (state is not null && fedUntil > state.Session.Close)
            EndSession();
        if (state is not null && e.EventTime < state.Session.Close)
            return true;
        if (clock.SessionAt(e.EventTime) is not { } session || fedUntil > session.Close)
        {
            tally.OutsideSession++;
            return false;
        }

        EndSession();
        state = new SessionState(Instrument, session, History.Before(session.Date), tally);
        return true;
    }

    private void EndSession()
    {
        History = FinishedHistory();
        state = null;
    }

    /// <summary>The history with the session in progress as it stands. A summary made from ticks that is there already is kept: it may know more than this engine was fed.</summary>
    private SessionHistory FinishedHistory()
    {
        if (state?.Summary.Build() is not { } summary || History.Find(summary.Date)?.VolumeBins is not null)
            return History;
        return History.With(summary);
    }

    private MarketState Describe(SessionState at, Timestamp asOf)
    {
        double[] plain = new double[Schema.MarketCount];
        PlainFeatures.Write(at, asOf, plain);
        signals.Values.CopyTo(plain.AsSpan(FeatureSchema.FirstSignal));
        return new MarketState
        {
            Instrument = Instrument,
            AsOf = asOf,
            Session = at.Session,
            Quote = at.Now.Quote,
            Mid = at.Now.Mid,
            HalfSpreadBps = at.Now.HalfSpreadBps,
            Depth = at.Now.Depth,
            AdvUnits = at.History.AdvUnits,
            AdvSessions = at.History.AdvSessions,
            DailyVolatility = at.History.DailyVolatility,
            VolatilitySource = at.History.VolatilitySource,
            Curve = at.History.Curve,
            QuoteAgeSeconds = plain[(int)MarketFeature.SecondsSinceQuote],
            TradeAgeSeconds = plain[(int)MarketFeature.SecondsSinceTrade],
            DepthAgeSeconds = plain[(int)MarketFeature.SecondsSinceDepth],
            LastEventTime = LastEventTime,
            PlainFeatures = plain,
        };
    }

    /// <summary>Outside trading hours, or before the session's first event: nothing is known but the history.</summary>
    private MarketState SnapshotWithoutSession(Timestamp asOf)
    {
        TradingSession day = Instrument.Calendar.SessionOn(Instrument.Calendar.DateOf(asOf));
        HistoryView history = FinishedHistory().Before(day.Date);
        return Describe(new SessionState(Instrument, day, history, tally), asOf) with { Session = day.Contains(asOf) ? day : null };
    }
}
