using System.Text.RegularExpressions;
using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Import.Tables;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>LEAN daily bars: "ibm.zip" with its entry "ibm.csv"; the instrument is the name.</summary>
internal sealed partial class LeanDailyFormat(ImpactStore store, ImportOptions options) : IFileFormat
{
    private readonly InstrumentRegistry registry = new(store, options, LeanTickFormat.DefaultSession);

    public string NameRule => "<symbol>.zip, <symbol>.csv";

    public bool IsName(string fileName) => Pattern().IsMatch(fileName) && !LeanTickFile.IsName(fileName);

    public string SourceName(SourceContent content) => $"lean-daily/{Symbol(content)}";

    public ContentDigest Digest(SourceContent content, CancellationToken cancellationToken) => ContentDigest.Of(content, cancellationToken);

    public async Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken)
    {
        if (await store.Sources.ContainsAsync(source, cancellationToken))
            return null;
        await registry.LoadAsync(cancellationToken);
        InstrumentTrack track = new InstrumentTracks(registry.Peek).Get(Symbol(content));
        LeanDailyParser parser = new();
        return new TableFileImport(parser, WriteAsync);

        async Task<ImportReceipt?> WriteAsync(IReadOnlyDictionary<string, long> rejects, CancellationToken cancellation)
        {
            int id = await registry.RegisterAsync(track.Instrument.Symbol, cancellation);
            return await store.Bars.ImportDailyAsync(source, id, parser.Bars, rejects, cancellation);
        }
    }

    private string Symbol(SourceContent content)
    {
        if (options.Instrument is { } given)
            return given;
        Match name = Pattern().Match(content.Name);
        return name.Success
            ? name.Groups["symbol"].Value.ToUpperInvariant()
            : throw new ImportException(ImportFailure.FileName, $"{content.DisplayName}: a file of LEAN daily bars is called <symbol>.zip (entry <symbol>.csv): its rows do not say the instrument; or give --instrument");
    }

    [GeneratedRegex(@"^(?<symbol>[A-Za-z0-9.\-_]{1,32}?)\.(csv|zip|csv\.gz)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
