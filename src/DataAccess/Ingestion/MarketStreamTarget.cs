using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>Trades, quotes and depth of one stream: through the same gate as files, into the same tables.</summary>
internal sealed class MarketStreamTarget : IStreamTarget, IMarketRowWriter
{
    private readonly ImpactStore store;
    private readonly IngestStream stream;
    private readonly Action<CommittedBatch>? onCommitted;
    private readonly InstrumentTracks tracks;
    private readonly MarketRowGate gate;
    private readonly HashSet<int> added = [];
    private InstrumentRegistry registry = null!;
    private IReadOnlyDictionary<int, Timestamp>? resumeTimes;
    private bool takesNew;
    private MarketDataImport? import;
    private BatchEvents rows = new();

    public MarketStreamTarget(ImpactStore store, IngestStream stream, TimeProvider clock, Action<CommittedBatch>? onCommitted)
    {
        (this.store, this.stream, this.onCommitted) = (store, stream, onCommitted);
        tracks = new InstrumentTracks(Resolve);
        gate = new MarketRowGate(this, sharesOneClock: false, clock);
    }

    public long LateRows => gate.LateRows;

    public async Task PrepareAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        takesNew = request.Session is not null;
        registry = new InstrumentRegistry(store, new ImportOptions { Format = ImportFormat.Csv, RejectsDirectory = "", Session = request.Session, Currency = request.Currency }, defaultSession: null);
        await registry.LoadAsync(cancellationToken);
        resumeTimes ??= await store.Streams.LastEventTimesAsync(stream, cancellationToken);
    }

    public async Task<IStreamBatch?> BeginAsync(StreamPosition position, CancellationToken cancellationToken)
    {
        rows = new BatchEvents();
        import = await store.MarketData.BeginBatchAsync(BatchSource.Of(stream, position), position, cancellationToken);
        return import is null ? null : new Batch(this, import);
    }

    void IMarketRowWriter.WriteTrade(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Trade trade)
    {
        import!.WriteTrade(instrumentId, rowNumber, eventTime, knownTime, trade);
        Keep(instrumentId, rowNumber, MarketEvent.Of(eventTime, knownTime, trade));
    }

    void IMarketRowWriter.WriteQuote(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Quote quote)
    {
        import!.WriteQuote(instrumentId, rowNumber, eventTime, knownTime, quote);
        Keep(instrumentId, rowNumber, MarketEvent.Of(eventTime, knownTime, quote));
    }

    void IMarketRowWriter.WriteDepth(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, BookSnapshot book)
    {
        import!.WriteDepth(instrumentId, rowNumber, eventTime, knownTime, book);
        Keep(instrumentId, rowNumber, MarketEvent.Of(eventTime, knownTime, book));
    }

    private void Keep(int instrumentId, long rowNumber, in MarketEvent e)
    {
        if (onCommitted is not null)
            rows.Add(instrumentId, new StoredEvent(e, import!.SourceId, rowNumber));
    }

    private InstrumentTrack? Resolve(string symbol)
    {
        if (!registry.IsKnown(symbol) && !takesNew)
            return null;
        InstrumentTrack track = registry.Resolve(symbol);
        if (resumeTimes!.TryGetValue(track.Id, out Timestamp last))
            track.Resume(last);
        return track;
    }

    private async Task<ImportReceipt> CommitAsync(long lastSequence, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken)
    {
        InstrumentTrack[] fresh = [.. tracks.All.Where(t => t.IsNew && t.Trades + t.Quotes + t.DepthSnapshots > 0 && added.Add(t.Id))];
        foreach (InstrumentTrack track in fresh)
            import!.AddInstrument(track.Id, track.Instrument);
        ImportReceipt receipt = await import!.CommitAsync(rejectsByReason, lastSequence, cancellationToken);
        await registry.AcceptAsync(fresh, cancellationToken);
        onCommitted?.Invoke(new CommittedBatch(receipt, rows.By(tracks.All)));
        return receipt;
    }

    private sealed class Batch(MarketStreamTarget target, MarketDataImport import) : IStreamBatch
    {
        public IRowParser CreateParser(int schema) => schema == 0
            ? new MarketCsvParser(target.gate, target.tracks, "header", instrument: null)
            : new DepthCsvParser(target.gate, target.tracks, "header", instrument: null);

        public Task<ImportReceipt> CommitAsync(long lastSequence, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken) =>
            target.CommitAsync(lastSequence, rejectsByReason, cancellationToken);

        public ValueTask DisposeAsync() => import.DisposeAsync();
    }
}
