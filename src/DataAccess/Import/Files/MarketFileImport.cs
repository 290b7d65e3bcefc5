using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Files;

/// <summary>A file of trades, quotes or depth on its way through the gate into the store's import.</summary>
internal sealed class MarketFileImport : IFileImport, IMarketRowWriter
{
    private readonly MarketDataImport import;
    private readonly InstrumentRegistry registry;
    private readonly Func<IEnumerable<string>> notes;

    /// <param name="createParser">Gets the gate and the instruments; returns the parser and what it has to say at the end.</param>
    private MarketFileImport(MarketDataImport import, InstrumentRegistry registry, bool sharesOneClock, ParserFactory createParser)
    {
        (this.import, this.registry) = (import, registry);
        Tracks = new InstrumentTracks(registry.Resolve);
        (Parser, notes) = createParser(new MarketRowGate(this, sharesOneClock), Tracks);
    }

    public delegate (IRowParser Parser, Func<IEnumerable<string>> Notes) ParserFactory(MarketRowGate gate, InstrumentTracks tracks);

    public IRowParser Parser { get; }

    public InstrumentTracks Tracks { get; }

    /// <returns>Null when the file is in the store already.</returns>
    public static async Task<IFileImport?> BeginAsync(
        ImpactStore store, InstrumentRegistry registry, ImportSource source, bool sharesOneClock, ParserFactory createParser, CancellationToken cancellationToken)
    {
        await registry.LoadAsync(cancellationToken);
        MarketDataImport? import = await store.MarketData.BeginImportAsync(source, cancellationToken);
        if (import is null)
            return null;
        MarketFileImport? begun = null;
        try
        {
            return begun = new MarketFileImport(import, registry, sharesOneClock, createParser);
        }
        finally
        {
            if (begun is null)
                await import.DisposeAsync();
        }
    }

    public long StoredRows => Tracks.All.Sum(t => t.Trades + t.Quotes + t.DepthSnapshots);

    public async Task<ImportReceipt> CommitAsync(RowLedger ledger, CancellationToken cancellationToken)
    {
        foreach (InstrumentTrack track in StoredTracks().Where(t => t.IsNew))
            import.AddInstrument(track.Id, track.Instrument);
        ImportReceipt receipt = await import.CommitAsync(ledger.ByReason(rejects: true), cancellationToken);
        await registry.AcceptAsync(StoredTracks(), cancellationToken);
        return receipt;
    }

    public FileReport Complete(FileReport report) => report with
    {
        Trades = Tracks.All.Sum(t => t.Trades),
        Quotes = Tracks.All.Sum(t => t.Quotes),
        DepthSnapshots = Tracks.All.Sum(t => t.DepthSnapshots),
        Signs = new SignShares(Signed(SignSource.Given), Signed(SignSource.Quote), Signed(SignSource.Tick), Signed(SignSource.Unsigned)),
        Notes = [.. notes()],
    };

    public async ValueTask DisposeAsync()
    {
        (Parser as IDisposable)?.Dispose();
        await import.DisposeAsync();
    }

    public void WriteTrade(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Trade trade) => import.WriteTrade(instrumentId, rowNumber, eventTime, knownTime, trade);

    public void WriteQuote(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Quote quote) => import.WriteQuote(instrumentId, rowNumber, eventTime, knownTime, quote);

    public void WriteDepth(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, BookSnapshot book) => import.WriteDepth(instrumentId, rowNumber, eventTime, knownTime, book);

    private long Signed(SignSource source) => Tracks.All.Sum(t => t.SignedBy(source));

    private IEnumerable<InstrumentTrack> StoredTracks() => Tracks.All.Where(t => t.Trades + t.Quotes + t.DepthSnapshots > 0);
}
