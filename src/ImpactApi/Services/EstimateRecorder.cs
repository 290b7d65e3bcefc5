using System.Collections.Concurrent;
using System.Threading.Channels;
using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// Answers on their way to the store: a bounded queue that the request path only appends to. Whoever asks for an answer by its id finds it here until the store has it.
/// </summary>
internal sealed class EstimateRecorder(ImpactOptions options, EstimateSpool spool, StoreState store)
{
    private readonly ConcurrentDictionary<Guid, EstimateRecord> waiting = new();
    private readonly Channel<EstimateRecord> queue = Channel.CreateUnbounded<EstimateRecord>(new UnboundedChannelOptions { SingleReader = true });
    private int taken;

    /// <summary>Records that the store does not have yet.</summary>
    public int Waiting => Volatile.Read(ref taken);

    /// <summary>The store did not take what was last written to it; answers say so.</summary>
    public bool IsStoreAway => store.IsAway;

    /// <summary>Takes a place in the queue; an answer has to say whether it is recorded before it is written. False when the queue is full.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref taken) <= options.RecorderCapacity)
            return true;
        Interlocked.Decrement(ref taken);
        return false;
    }

    /// <summary>Fills a reserved place.</summary>
    public void Add(EstimateRecord record)
    {
        waiting[record.Id] = record;
        queue.Writer.TryWrite(record);
    }

    /// <summary>Looks in the queue, then on disk.</summary>
    public EstimateRecord? Find(Guid id) => waiting.GetValueOrDefault(id) ?? spool.Find(id);

    /// <summary>Waits until there is a record to take.</summary>
    public Task WaitAsync(CancellationToken cancellation) => queue.Reader.WaitToReadAsync(cancellation).AsTask();

    /// <summary>Takes what is there, up to a batch. The records stay findable until <see cref="Confirm"/>.</summary>
    public List<EstimateRecord> TakeWaiting()
    {
        List<EstimateRecord> batch = [];
        while (batch.Count < options.RecorderBatch && queue.Reader.TryRead(out EstimateRecord? record))
            batch.Add(record);
        return batch;
    }

    /// <summary>The store has these (or will never have them): their places are free. A record that is confirmed twice frees one place.</summary>
    public void Confirm(IReadOnlyCollection<EstimateRecord> records) =>
        Interlocked.Add(ref taken, -records.Count(record => waiting.TryRemove(record.Id, out _)));
}
