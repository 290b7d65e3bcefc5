using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>What this process knows of one stream between its bodies. Null members: nothing that is sure, so the store is asked.</summary>
internal sealed class StreamSlot
{
    private int isTaken;

    public IStreamTarget? Target { get; set; }

    public StreamPosition? Position { get; set; }

    public long LastUse { get; set; }

    public bool TryEnter() => Interlocked.CompareExchange(ref isTaken, 1, 0) == 0;

    public void Leave() => Volatile.Write(ref isTaken, 0);

    /// <summary>After a failure: what is in memory has judged rows that are not in the store.</summary>
    public void Forget() => (Target, Position) = (null, null);
}

/// <summary>The streams of this process. Bounded: the one that has been silent longest is forgotten and begins from the store again.</summary>
internal sealed class StreamSlots
{
    /// <summary>A stream of two thousand instruments takes a few megabytes.</summary>
    private const int SlotsMax = 256;

    private readonly Dictionary<IngestStream, StreamSlot> slots = [];
    private readonly Lock gate = new();
    private long uses;

    /// <returns>Null when another request has the stream. The caller leaves the slot.</returns>
    public StreamSlot? TryEnter(IngestStream stream)
    {
        lock (gate)
        {
            if (!slots.TryGetValue(stream, out StreamSlot? slot))
                slots.Add(stream, slot = new StreamSlot());
            if (!slot.TryEnter())
                return null;
            slot.LastUse = ++uses;
            Trim();
            return slot;
        }
    }

    private void Trim()
    {
        if (slots.Count <= SlotsMax)
            return;
        foreach ((IngestStream stream, StreamSlot slot) in slots.OrderBy(s => s.Value.LastUse))
        {
            if (!slot.TryEnter())
                continue;
            slots.Remove(stream);
            return;
        }
    }
}
