using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// The state of one instrument in memory: an engine that has been fed its last session. Never fed again: new rows make a new one, which replaces this by one atomic reference,
/// so a question that is being answered keeps a consistent market.
/// </summary>
internal sealed class LiveMarket
{
    private readonly Lock gate = new();
    private readonly FeatureEngine engine;

    private LiveMarket(FeatureEngine engine, SessionHistory history, long commit, Timestamp fedUntil, MarketState? latest)
    {
        this.engine = engine;
        (History, Commit, FedUntil, Latest) = (history, commit, fedUntil, latest);
    }

    public Instrument Instrument => engine.Instrument;

    public FeatureSchema Schema => engine.Schema;

    /// <summary>The finished sessions in the store.</summary>
    public SessionHistory History { get; }

    /// <summary>The store's commit number before anything of this was read.</summary>
    public long Commit { get; }

    /// <summary>No state can be told before it from here; the replay tells those.</summary>
    public Timestamp FedUntil { get; }

    /// <summary>The state at the last event inside trading hours; null without one.</summary>
    public MarketState? Latest { get; }

    /// <param name="tape">The last session's events in the order of their available time.</param>
    public static LiveMarket Warm(Instrument instrument, FeatureSchema schema, SessionHistory history, long commit, MarketEvent[] tape)
    {
        FeatureEngine engine = Feed(instrument, schema, history, tape, Timestamp.MaxValue);
        Timestamp fedUntil = tape.Length == 0 ? Timestamp.MinValue : tape[^1].AvailableTime;
        MarketState? latest = engine.LastEventTime switch
        {
            null => null,
            { } last when last >= fedUntil => engine.Snapshot(last),
            { } last => Feed(instrument, schema, history, tape, last).Snapshot(last),
        };
        return new LiveMarket(engine, history, commit, fedUntil, latest);
    }

    /// <summary>An engine that has seen what was available by the given time, and nothing after it.</summary>
    public static FeatureEngine Feed(Instrument instrument, FeatureSchema schema, SessionHistory history, MarketEvent[] tape, Timestamp until)
    {
        FeatureEngine engine = new(instrument, schema, history);
        foreach (ref readonly MarketEvent e in tape.AsSpan())
        {
            if (e.AvailableTime > until)
                break;
            engine.OnEvent(e);
        }

        return engine;
    }

    /// <summary>The market as of a time at or after <see cref="FedUntil"/>. The engine works on a scratch copy, hence the lock; it is held for microseconds.</summary>
    public MarketState Snapshot(Timestamp asOf)
    {
        lock (gate)
            return engine.Snapshot(asOf);
    }
}
