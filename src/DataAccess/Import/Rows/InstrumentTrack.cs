using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>What the import of one file remembers of one instrument: the session it is in, the last times, the signer of its trades, and what was stored.</summary>
/// <param name="isNew">The store does not know the instrument yet; it becomes known with the file.</param>
internal sealed class InstrumentTrack(int id, Instrument instrument, bool isNew = false)
{
    private readonly Timestamp[] lastEventTimes = [Timestamp.MinValue, Timestamp.MinValue, Timestamp.MinValue];
    private readonly Timestamp[] lastKnownTimes = [Timestamp.MinValue, Timestamp.MinValue, Timestamp.MinValue];
    private readonly long[] signSources = new long[Enum.GetValues<SignSource>().Length];
    private TradingSession session;

    public int Id { get; } = id;

    public Instrument Instrument { get; } = instrument;

    public bool IsNew { get; } = isNew;

    public TradeSigner Signer { get; } = new();

    public long Trades { get; private set; }

    public long Quotes { get; private set; }

    public long DepthSnapshots { get; private set; }

    public long SignedBy(SignSource source) => signSources[(int)source];

    /// <summary>
    /// False when the row is earlier than its predecessor of the same lane in event time and in known time. Where a file gives known times, a row that only became known late
    /// may stand among later events, or one that happened early among those known later: either order is a real one.
    /// </summary>
    public bool Advance(int lane, Timestamp eventTime, Timestamp knownTime)
    {
        bool isForward = eventTime >= lastEventTimes[lane] || knownTime > lastKnownTimes[lane];
        if (!isForward)
            return false;
        lastEventTimes[lane] = eventTime;
        lastKnownTimes[lane] = Timestamp.Max(knownTime, lastKnownTimes[lane]);
        return true;
    }

    /// <summary>Takes over where a stream stood before this process knew it.</summary>
    public void Resume(Timestamp lastEventTime)
    {
        Array.Fill(lastEventTimes, lastEventTime);
        Array.Fill(lastKnownTimes, lastEventTime);
    }

    /// <summary>The instrument's regular session at the time; false while it is closed.</summary>
    public bool TryFindSession(Timestamp time, out TradingSession found)
    {
        found = session;
        if (session.Contains(time))
            return true;
        found = Instrument.Calendar.SessionOn(Instrument.Calendar.DateOf(time));
        return found.Contains(time);
    }

    /// <summary>A new session starts with no memory of the last one's prices.</summary>
    public void Enter(in TradingSession next)
    {
        if (next.Date == session.Date)
            return;
        session = next;
        Signer.Reset();
    }

    public Trade Sign(Timestamp eventTime, in Trade trade)
    {
        SignedTrade signed = Signer.Sign(eventTime, trade);
        signSources[(int)signed.Source]++;
        return signed.Trade;
    }

    public void CountTrade() => Trades++;

    public void CountQuote() => Quotes++;

    public void CountDepth() => DepthSnapshots++;
}
