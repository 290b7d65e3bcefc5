using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Tables;

/// <summary>Writes the collected rows of a small file in one transaction; null when the file is in the store already.</summary>
internal delegate Task<ImportReceipt?> TableWriter(IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken);

/// <summary>A parser that collects its rows: files of bars, orders, fills and signals are small beside market data and are written at once.</summary>
internal interface ITableParser : IRowParser
{
    int RowCount { get; }

    IEnumerable<string> Notes { get; }
}

/// <summary>A small file on its way: nothing is written before its last row has been judged.</summary>
internal sealed class TableFileImport(ITableParser parser, TableWriter write) : IFileImport
{
    public IRowParser Parser => parser;

    public long StoredRows => parser.RowCount;

    /// <exception cref="ImportException">Another process has imported the same file meanwhile.</exception>
    public async Task<ImportReceipt> CommitAsync(RowLedger ledger, CancellationToken cancellationToken) =>
        await write(ledger.ByReason(rejects: true), cancellationToken)
        ?? throw new ImportException(ImportFailure.AlreadyImported, "the file has just been imported by another process: nothing was added");

    public FileReport Complete(FileReport report) => report with { OtherRows = parser.RowCount, Notes = [.. parser.Notes] };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
