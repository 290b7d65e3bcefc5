using System.Runtime.CompilerServices;
using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import;

/// <summary>
/// Brings files into the store, one after the other, each in one transaction: digest, question whether the store has it, rows through the parser into the store while the server takes
/// them in the background, commit; then the summaries of the sessions that were touched. A file that fails leaves nothing but its rejects file and a note of the refusal, and ends the import; the files before it stay.
/// </summary>
public sealed class FileImporter
{
    /// <summary>Often the session or the instrument was given wrongly: the file must not count as imported then.</summary>
    private const string NothingStored = "no row of this file is to be stored: nothing was added, and it may be imported again with other options";

    private readonly ImpactStore store;
    private readonly ImportOptions options;
    private readonly TimeProvider clock;
    private readonly IFileFormat format;

    /// <exception cref="ImportException">An option is not valid.</exception>
    public FileImporter(ImpactStore store, ImportOptions options, TimeProvider clock)
    {
        options.Check();
        (this.store, this.options, this.clock) = (store, options, clock);
        format = FileFormats.Create(store, options);
    }

    /// <param name="paths">Files, directories (searched through) and globs.</param>
    /// <exception cref="ImportException">A file is missing, damaged or bad.</exception>
    public async IAsyncEnumerable<FileReport> ImportAsync(
        IReadOnlyList<string> paths, IProgress<ImportProgress>? progress = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<SourceContent> contents = new SourceFinder(format.IsName, format.NameRule).Find(paths);
        // What an import left that was killed between a file and its summaries.
        await store.SessionRefresher.RefreshPendingAsync(cancellationToken: cancellationToken);
        SessionRefreshQueue refreshes = new(store.SessionRefresher);
        try
        {
            foreach ((int index, SourceContent content) in contents.Index())
            {
                ImportProgress start = new(content.DisplayName, index + 1, contents.Count, 0, 0, 0);
                progress?.Report(start);
                FileReport report = await Task.Run(() => ImportOneAsync(content, start, progress, cancellationToken), cancellationToken);
                if (report.Receipt is { } receipt)
                    await refreshes.AddAsync(receipt, cancellationToken);
                yield return report;
            }
        }
        finally
        {
            // Committed files stay, so their sessions are brought up to date even when a later file fails or the user interrupts: one or two sessions wait at any time.
            await refreshes.FlushAsync(CancellationToken.None);
        }
    }

    private async Task<FileReport> ImportOneAsync(SourceContent content, ImportProgress start, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        long startTicks = clock.GetTimestamp();
        string sourceName = format.SourceName(content);
        ContentDigest digest = format.Digest(content, cancellationToken);
        ImportSource source = new(sourceName, content.DisplayName, digest.Sha256);
        using RejectsFile rejects = new(RejectsPath(content));
        RowLedger ledger = new(content.DisplayName, options.RejectShareMax, rejects);
        await using IFileImport? import = await format.BeginAsync(content, source, ledger, cancellationToken);
        if (import is null)
            return Report(content, ledger, rejects, startTicks) with { IsDuplicate = true };
        try
        {
            Pump(content, import.Parser, ledger, (bytes, rows) => progress?.Report(start with { BytesRead = bytes, BytesTotal = digest.Bytes, Rows = rows }), cancellationToken);
            if (import.StoredRows == 0)
                return Report(content, ledger, rejects, startTicks) with { Notes = [NothingStored] };
            ImportReceipt receipt = await import.CommitAsync(ledger, cancellationToken);
            return import.Complete(Report(content, ledger, rejects, startTicks) with { Receipt = receipt });
        }
        catch (ImportException refusal)
        {
            await store.Sources.RecordRefusalAsync(source, ledger.ByReason(rejects: true), refusal.Message, cancellationToken);
            throw;
        }
    }

    private static void Pump(SourceContent content, IRowParser parser, RowLedger ledger, Action<long, long> report, CancellationToken cancellationToken)
    {
        try
        {
            using LineReader lines = new(content.Open());
            RowPump.Run(lines, parser, ledger, report, cancellationToken);
        }
        catch (InvalidDataException damage)
        {
            throw content.Damaged(damage);
        }
    }

    private FileReport Report(SourceContent content, RowLedger ledger, RejectsFile rejects, long startTicks) => new(
        content.DisplayName,
        IsDuplicate: false,
        ledger.Rows,
        Trades: 0,
        Quotes: 0,
        DepthSnapshots: 0,
        OtherRows: 0,
        default,
        ledger.ByReason(rejects: false),
        ledger.ByReason(rejects: true),
        rejects.IsWritten ? rejects.Path : null,
        Notes: [],
        clock.GetElapsedTime(startTicks),
        Receipt: null);

    /// <summary>The file's path below the directory that the user named, kept below the rejects directory whatever an archive calls its entries.</summary>
    private string RejectsPath(SourceContent content)
    {
        string[] segments = content.DisplayName.Split('/', Path.DirectorySeparatorChar);
        string relative = Path.Combine([.. segments.Where(s => s is not ("" or "." or ".."))]);
        return Path.Combine(options.RejectsDirectory, relative + ".rejects.csv");
    }
}
