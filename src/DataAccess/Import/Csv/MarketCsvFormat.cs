using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Csv;

/// <summary>Our own CSV of trades and quotes in one merged file, and that of depth: both may hold many instruments, whose sessions the store knows or the user gives.</summary>
internal sealed class MarketCsvFormat(ImpactStore store, ImportOptions options) : IFileFormat
{
    private readonly InstrumentRegistry registry = new(store, options, defaultSession: null);

    public string NameRule => CsvNames.Rule;

    public bool IsName(string fileName) => CsvNames.IsName(fileName);

    public string SourceName(SourceContent content) => options.Instrument is { } symbol ? $"{options.Format.Name()}/{symbol}" : options.Format.Name();

    public ContentDigest Digest(SourceContent content, CancellationToken cancellationToken) => ContentDigest.Of(content, cancellationToken);

    public Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken)
    {
        return MarketFileImport.BeginAsync(store, registry, source, sharesOneClock: true, CreateParser, cancellationToken);

        (IRowParser, Func<IEnumerable<string>>) CreateParser(MarketRowGate gate, InstrumentTracks tracks) => (
            options.Format == ImportFormat.Csv
                ? new MarketCsvParser(gate, tracks, content.DisplayName, options.Instrument)
                : new DepthCsvParser(gate, tracks, content.DisplayName, options.Instrument),
            static () => []);
    }
}
