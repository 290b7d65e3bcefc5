using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>Where the rows of one stream go. Remembers between bodies what judging a row needs: the last times, the quotes that sign trades.</summary>
internal interface IStreamTarget
{
    /// <summary>Rows so far that came behind later ones.</summary>
    long LateRows { get; }

    /// <summary>Before the first row of a body.</summary>
    Task PrepareAsync(IngestRequest request, CancellationToken cancellationToken);

    /// <returns>Null when another process has moved the stream.</returns>
    Task<IStreamBatch?> BeginAsync(StreamPosition position, CancellationToken cancellationToken);
}

/// <summary>Rows on their way: all of them or none. Disposing without a commit leaves nothing.</summary>
internal interface IStreamBatch : IAsyncDisposable
{
    /// <summary>A parser for each schema of the stream.</summary>
    IRowParser CreateParser(int schema);

    /// <summary>Makes the rows durable and visible, and moves the stream to the sequence.</summary>
    Task<ImportReceipt> CommitAsync(long lastSequence, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken);
}
