using System.Collections.Concurrent;
using System.Threading.Channels;
using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// Answers on their way to the store. The request path only appends to a queue; behind it answers are packed into blocks as soon as one is full, because what waits packed takes an eighth of the
/// memory and is not carried along by each collection of it. Whoever asks for an answer by its id finds it here until the store has it.
/// </summary>
internal sealed class EstimateRecorder(ImpactOptions options, EstimateSpool spool, StoreState store)
{
    private readonly ConcurrentDictionary<Guid, Place> waiting = new();
    private readonly Channel<Place> given = Channel.CreateUnbounded<Place>();
    private readonly Channel<EstimateBlock> packed = Channel.CreateUnbounded<EstimateBlock>();
    private int taken;

    /// <summary>Answers that the store does not have yet.</summary>
    public int Waiting => Volatile.Read(ref taken);

    /// <summary>Answers that are not in a block yet.</summary>
    public int Loose => given.Reader.Count;

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
        Place place = new(record);
        waiting[record.Id] = place;
        given.Writer.TryWrite(place);
    }

    /// <summary>Looks in the queue, then on disk.</summary>
    public EstimateRecord? Find(Guid id) => waiting.TryGetValue(id, out Place? place) ? place.Read(id) : spool.Find(id);

    /// <summary>Waits until there is an answer to pack.</summary>
    public Task WaitForAnswersAsync(CancellationToken cancellation) => given.Reader.WaitToReadAsync(cancellation).AsTask();

    /// <summary>Makes a block of what is there, up to its most; nothing when there is nothing.</summary>
    public void Pack()
    {
        List<Place> places = new(EstimateBlock.RecordsMax);
        while (places.Count < EstimateBlock.RecordsMax && given.Reader.TryRead(out Place? place))
            places.Add(place);
        if (places.Count == 0)
            return;
        EstimateBlock block = EstimateBlock.Pack([.. places.Select(p => p.Record!)]);
        foreach (Place place in places)
            place.MoveTo(block);
        packed.Writer.TryWrite(block);
    }

    /// <summary>Waits until there is a block to take.</summary>
    public Task WaitForBlocksAsync(CancellationToken cancellation) => packed.Reader.WaitToReadAsync(cancellation).AsTask();

    /// <summary>Takes the blocks that are there, up to a batch. Their answers stay findable until <see cref="Confirm"/>.</summary>
    public List<EstimateBlock> TakeBlocks()
    {
        List<EstimateBlock> batch = [];
        for (int answers = 0; answers < options.RecorderBatch && packed.Reader.TryRead(out EstimateBlock? block); answers += block.Rows.Length)
            batch.Add(block);
        return batch;
    }

    /// <summary>The store has these (or will never have them): their places are free. A block that is confirmed twice frees its places once.</summary>
    public void Confirm(IEnumerable<EstimateBlock> blocks) =>
        Interlocked.Add(ref taken, -blocks.Sum(block => block.Rows.Count(row => waiting.TryRemove(row.Id, out _))));

    /// <summary>Where an answer waits: by itself, then in a block.</summary>
    private sealed class Place(EstimateRecord record)
    {
        private volatile object holder = record;

        /// <summary>Null once it is in a block.</summary>
        public EstimateRecord? Record => holder as EstimateRecord;

        public void MoveTo(EstimateBlock block) => holder = block;

        public EstimateRecord? Read(Guid id)
        {
            object now = holder;
            return now is EstimateBlock block ? block.Find(id) : (EstimateRecord)now;
        }
    }
}
