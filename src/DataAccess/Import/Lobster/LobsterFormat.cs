using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Lean;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Lobster;

/// <summary>LOBSTER pairs: a message file and its order book are one import.</summary>
internal sealed class LobsterFormat(ImpactStore store, ImportOptions options) : IFileFormat
{
    private readonly InstrumentRegistry registry = new(store, options, LeanTickFormat.DefaultSession);

    public string NameRule => "TICKER_yyyy-MM-dd_<start>_<end>_message_<levels>.csv";

    public bool IsName(string fileName) => LobsterFile.IsName(fileName);

    public string SourceName(SourceContent content)
    {
        LobsterFile file = Describe(content);
        return $"lobster/{file.Symbol}/{file.Date:yyyyMMdd}";
    }

    public ContentDigest Digest(SourceContent content, CancellationToken cancellationToken) => ContentDigest.Combine(
        ContentDigest.Of(content, cancellationToken),
        ContentDigest.Of(LobsterFile.BookOf(content), cancellationToken));

    public Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken)
    {
        LobsterFile file = Describe(content);
        return MarketFileImport.BeginAsync(store, registry, source, sharesOneClock: true, CreateParser, cancellationToken);

        (IRowParser, Func<IEnumerable<string>>) CreateParser(MarketRowGate gate, InstrumentTracks tracks) =>
            (new LobsterParser(gate, tracks.Get(file.Symbol), file, LobsterFile.BookOf(content), new DepthPace(options.DepthIntervalMillis), options.DepthLevelsMax), static () => []);
    }

    private LobsterFile Describe(SourceContent content)
    {
        LobsterFile file = LobsterFile.Of(content);
        return options.Instrument is { } symbol ? file with { Symbol = symbol } : file;
    }
}
