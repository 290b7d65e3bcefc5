using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Files;

/// <summary>One format: which files are of it, what identifies one, and how one is brought into the store.</summary>
internal interface IFileFormat
{
    /// <summary>How files of the format are called, for the user who named a directory that has none.</summary>
    string NameRule { get; }

    /// <summary>Whether a file found in a directory, or one entry of several in an archive, belongs to the format.</summary>
    bool IsName(string fileName);

    /// <summary>The source's name in the store: the format and what the name of the file, or the user, says of its content.</summary>
    /// <exception cref="ImportException">The name does not say what it must.</exception>
    string SourceName(SourceContent content);

    /// <summary>Digest of everything that is imported as one.</summary>
    ContentDigest Digest(SourceContent content, CancellationToken cancellationToken);

    /// <returns>Null when the file is in the store already.</returns>
    Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken);
}

/// <summary>One file on its way: the parser is fed by the caller; disposing without a commit leaves nothing in the store.</summary>
internal interface IFileImport : IAsyncDisposable
{
    IRowParser Parser { get; }

    /// <summary>Rows that a commit would make visible.</summary>
    long StoredRows { get; }

    Task<ImportReceipt> CommitAsync(RowLedger ledger, CancellationToken cancellationToken);

    /// <summary>Fills in what the file brought.</summary>
    FileReport Complete(FileReport report);
}
