using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// The state of one instrument in memory: one engine, read from the store once and then fed what is committed, in stream order. Readers see a frozen view behind one atomic
/// reference and never wait; writers take turns. Rows that come out of order would make the state another one than a replay's, so they make it be read again.
/// </summary>
internal sealed class LiveMarket(Instrument instrument, FeatureSchema schema, DisorderLimits limits)
{
    /// <summary>Rows kept while the session is being read: two seconds of the busiest stream. Beyond them the session is read once more.</summary>
    private const int WaitingMax = 200_000;

    private readonly Lock writing = new();
    private readonly HashSet<long> applied = [];
    private readonly SortedList<long, StoredEvent[]> waiting = [];
    private FeatureEngine engine = new(instrument, schema, SessionHistory.Empty) { Limits = limits };
    private StoredEvent? last;
    private long settled = -1;
    private long version;
    private int waitingRows;
    private bool isBehind = true;
    private Task reading = Task.CompletedTask;
    private volatile LiveView? view;

    public Instrument Instrument { get; } = instrument;

    public FeatureSchema Schema { get; } = schema;

    /// <summary>Null until the session has been read.</summary>
    public LiveView? View => view;

    /// <summary>The view does not hold everything that it should: the session has to be read (again).</summary>
    public bool IsBehind => Volatile.Read(ref isBehind);

    /// <summary>Feeds the rows of one commit, once however often they are given.</summary>
    /// <param name="rows">All that the commit holds for this instrument, in stream order.</param>
    public void Apply(long commit, ReadOnlySpan<StoredEvent> rows)
    {
        lock (writing)
        {
            if (Has(commit) || rows.IsEmpty)
                return;
            if (!isBehind && TryFeed(commit, rows))
                Publish();
            else
                Wait(commit, rows);
        }
    }

    /// <summary>True when the rows of a commit are in the state or on their way into it.</summary>
    public bool HasSeen(long commit)
    {
        lock (writing)
            return Has(commit) || waiting.ContainsKey(commit);
    }

    /// <summary>Falls behind unless everything up to a commit is in the state.</summary>
    public void RequireCommit(long commit)
    {
        lock (writing)
            isBehind |= settled < commit;
    }

    /// <summary>Everything up to a commit has been offered: what was noted one by one may be forgotten.</summary>
    public void Settle(long commit)
    {
        lock (writing)
        {
            settled = Math.Max(settled, isBehind ? settled : commit);
            applied.RemoveWhere(c => c <= settled);
        }
    }

    /// <summary>The rows of a commit are too many or too old to be fed one by one.</summary>
    public void FallBehind()
    {
        lock (writing)
            isBehind = true;
    }

    /// <summary>Takes note of what the store knows of finished sessions.</summary>
    public void Learn(SessionHistory history)
    {
        lock (writing)
        {
            if (isBehind || history.HasSameSessions(engine.History, DateOnly.MaxValue))
                return;
            isBehind = !engine.TryLearn(history);
            version++;
            Publish();
        }
    }

    /// <summary>From now on the market counts as out of order beyond these; an open circuit closes by them.</summary>
    public void Use(DisorderLimits other)
    {
        lock (writing)
        {
            if (engine.Limits == other)
                return;
            engine.Limits = other;
            if (view is not null)
                Publish();
        }
    }

    /// <summary>Reads the session; whoever asks while it is being read waits for the same.</summary>
    public Task ReadAsync(LiveMarketReader reader)
    {
        lock (writing)
        {
            if (!isBehind)
                return Task.CompletedTask;
            return reading.IsCompleted ? reading = Task.Run(() => ReadUntilCurrentAsync(reader)) : reading;
        }
    }

    private async Task ReadUntilCurrentAsync(LiveMarketReader reader)
    {
        do
        {
            (LiveTape tape, SessionHistory history) = await reader.ReadAsync(Instrument);
            FeatureEngine read = new(Instrument, Schema, history) { Limits = Limits };
            foreach (ref readonly StoredEvent e in tape.Events.AsSpan())
                read.OnEvent(e.Event);
            Replace(read, tape);
        }
        while (IsBehind);
    }

    private void Replace(FeatureEngine read, LiveTape tape)
    {
        lock (writing)
        {
            read.Limits = engine.Limits;
            (engine, last, settled) = (read, tape.Events.Length > 0 ? tape.Events[^1] : null, tape.CommitNumber);
            applied.Clear();
            isBehind = waitingRows > WaitingMax;
            foreach ((long commit, StoredEvent[] rows) in waiting)
                isBehind |= commit > settled && !TryFeed(commit, rows);
            waiting.Clear();
            waitingRows = 0;
            version++;
            Publish();
        }
    }

    private DisorderLimits Limits
    {
        get
        {
            lock (writing)
                return engine.Limits;
        }
    }

    private bool Has(long commit) => commit <= settled || applied.Contains(commit);

    /// <summary>False when the first row belongs before one that was fed.</summary>
    private bool TryFeed(long commit, ReadOnlySpan<StoredEvent> rows)
    {
        if (last is { } before && rows[0].CompareTo(before) < 0)
            return false;
        foreach (ref readonly StoredEvent row in rows)
            engine.OnEvent(row.Event);
        last = rows[^1];
        applied.Add(commit);
        return true;
    }

    private void Wait(long commit, ReadOnlySpan<StoredEvent> rows)
    {
        isBehind = true;
        waitingRows += rows.Length;
        if (waitingRows <= WaitingMax)
            waiting.TryAdd(commit, rows.ToArray());
        else
            waiting.Clear();
    }

    private void Publish() => view = new LiveView(engine.Freeze(), version, applied.Count > 0 ? applied.Max() : settled);
}

/// <summary>What questions see of an instrument.</summary>
/// <param name="Market">The market as of its last event or later.</param>
/// <param name="Version">Raised when something of the past has changed: what was rebuilt for an earlier version is void.</param>
/// <param name="Commit">The last commit in it.</param>
internal sealed record LiveView(MarketView Market, long Version, long Commit);
