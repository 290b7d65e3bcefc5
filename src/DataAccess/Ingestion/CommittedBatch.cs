using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>What has just become durable, for those that hold it in memory: they need not read it from the store.</summary>
public sealed record CommittedBatch(ImportReceipt Receipt, IReadOnlyList<CommittedEvents> Events);

/// <summary>One instrument's share of a batch, in the order of the stream.</summary>
public sealed record CommittedEvents(Instrument Instrument, IReadOnlyList<StoredEvent> Events);

/// <summary>Collects a batch's events by instrument.</summary>
internal sealed class BatchEvents
{
    private readonly Dictionary<int, List<StoredEvent>> byInstrument = [];
    private List<StoredEvent>? last;
    private int lastId;

    public void Add(int instrumentId, in StoredEvent e)
    {
        if (last is null || lastId != instrumentId)
        {
            if (!byInstrument.TryGetValue(instrumentId, out last))
                byInstrument.Add(instrumentId, last = []);
            lastId = instrumentId;
        }

        last.Add(e);
    }

    public CommittedEvents[] By(IReadOnlyCollection<InstrumentTrack> tracks) =>
        [.. tracks.Where(t => byInstrument.ContainsKey(t.Id)).Select(t => new CommittedEvents(t.Instrument, byInstrument[t.Id]))];
}

/// <summary>A batch among the import sources.</summary>
internal static class BatchSource
{
    public static ImportSource Of(IngestStream stream, StreamPosition position) => new(stream.SourceName, stream.Name, FormattableString.Invariant($"after {position.LastSequence}"));
}
