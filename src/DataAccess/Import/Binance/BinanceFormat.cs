using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Binance;

/// <summary>Raw captures of Binance streams, one file per capture.</summary>
internal sealed class BinanceFormat(ImpactStore store, ImportOptions options) : IFileFormat
{
    private readonly InstrumentRegistry registry = new(store, options, TradingCalendar.RoundTheClock);
    private readonly BinanceOptions binance = new(options.Instrument, options.SymbolSuffix, options.DepthIntervalMillis, options.DepthLevelsMax);

    public string NameRule => "*.gz, *.zip, *.json, *.jsonl, *.ndjson, *.log, *.txt, or no ending";

    /// <summary>Captures have no naming rule: everything that is plain text or compressed is tried.</summary>
    public bool IsName(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() is ".gz" or ".zip" or ".json" or ".jsonl" or ".ndjson" or ".log" or ".txt" or "";

    public string SourceName(SourceContent content) => string.Join('/', new[] { "binance", options.Instrument, options.SymbolSuffix }.OfType<string>());

    public ContentDigest Digest(SourceContent content, CancellationToken cancellationToken) => ContentDigest.Of(content, cancellationToken);

    public Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken) =>
        MarketFileImport.BeginAsync(store, registry, source, sharesOneClock: false, CreateParser, cancellationToken);

    private (IRowParser, Func<IEnumerable<string>>) CreateParser(MarketRowGate gate, InstrumentTracks tracks)
    {
        BinanceParser parser = new(gate, tracks, binance);
        return (parser, () => parser.Notes);
    }
}
