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

    /// <summary>The market at <see cref="LastEventTime"/>, kept once something has come that would change it.</summary>
    private MarketState? latest;

    /// <summary>Nothing has changed since the last event inside regular hours.</summary>
    private bool isAtLastEvent;

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

    /// <summary>From where on the market is out of order; what is said from now on goes by them.</summary>
    public DisorderLimits Limits
    {
        get;
        set
        {
            field = value;
            if (state is not null)
                state.Limits = value;
        }
    } = DisorderLimits.Usual;

    public FeedCounters Counters => tally.ToCounters();

    /// <summary>When the latest event inside regular hours became available; null before the first.</summary>
    public Timestamp? LastEventTime { get; private set; }

    /// <summary>Feeds one event. One that comes out of order counts as available when it came, so nothing is ever rewritten.</summary>
    public void OnEvent(in MarketEvent e)
    {
        fedUntil = Timestamp.Max(fedUntil, e.AvailableTime);
        if (e.Kind == MarketEventKind.Signal)
        {
            KeepLatest();
            signals.OnSignal(e.EventTime, e.Signal!);
            return;
        }

        if (!EnterSession(e))
            return;
        if (!state!.OnEvent(e, fedUntil))
            return;
        LastEventTime = fedUntil;
        isAtLastEvent = true;
    }

    /// <summary>
    /// The market as of an instant, with everything fed so far. Changes nothing: the next event or snapshot sees the engine as if it had not been called.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Events that became available after the instant were fed: the past cannot be told any more.</exception>
    public MarketState Snapshot(Timestamp asOf) => See(state, signals.Values.ToArray()).Snapshot(asOf);

    /// <summary>The market as it stands now, for any number of readers while this engine goes on: about ten kilobytes are copied.</summary>
    public MarketView Freeze() => See(state?.Freeze(), signals.Values.ToArray());

    /// <summary>
    /// Takes note of finished sessions that became known meanwhile, where the session in progress stands on the same ones as before.
    /// False when it does not: then only a new engine, fed again, is right.
    /// </summary>
    public bool TryLearn(SessionHistory history)
    {
        DateOnly today = state?.Session.Date ?? DateOnly.MaxValue;
        if (state is not null && !history.HasSameSessions(History, today))
            return false;
        History = history;
        return true;
    }

    private MarketView See(SessionState? session, double[] signalValues) => new(Instrument, Schema, History, session, signalValues)
    {
        FedUntil = fedUntil,
        LastEventTime = LastEventTime,
        Counters = tally.ToCounters(),
        Limits = Limits,
        KeptLatest = isAtLastEvent ? null : latest,
    };

    private void KeepLatest()
    {
        if (isAtLastEvent)
            latest = See(state, signals.Values.ToArray()).Latest;
        isAtLastEvent = false;
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
        state = new SessionState(Instrument, session, History.Before(session.Date), tally) { Limits = Limits };
        return true;
    }

    private void EndSession()
    {
        KeepLatest();
        History = MarketView.Finished(History, state);
        state = null;
    }
}
