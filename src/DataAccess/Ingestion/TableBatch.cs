using ImpactService.DataAccess.Stores;
using Npgsql;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>The transaction of one batch of small rows.</summary>
internal sealed class TableBatch : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly StreamPosition position;
    private readonly int sourceId;

    private TableBatch(NpgsqlConnection connection, NpgsqlTransaction transaction, ImportSource source, StreamPosition position, int sourceId) =>
        (this.connection, this.transaction, Source, this.position, this.sourceId) = (connection, transaction, source, position, sourceId);

    public ImportSource Source { get; }

    /// <returns>Null when another process has moved the stream.</returns>
    public static async Task<TableBatch?> BeginAsync(ImpactStore store, ImportSource source, StreamPosition position, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await store.OpenConnectionAsync(cancellationToken);
        NpgsqlTransaction? transaction = null;
        TableBatch? batch = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await IngestStreamStore.LockAsync(connection, position, cancellationToken) && await ImportSourceStore.InsertAsync(connection, source, cancellationToken) is { } id)
                batch = new TableBatch(connection, transaction, source, position, id);
            return batch;
        }
        finally
        {
            if (batch is null)
            {
                if (transaction is not null)
                    await transaction.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }

    /// <param name="write">Writes the rows and returns how many.</param>
    public async Task<ImportReceipt> CommitAsync(
        Func<NpgsqlConnection, int, CancellationToken, Task<long>> write, long lastSequence, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken)
    {
        ImportReceipt receipt = new(sourceId, await write(connection, sourceId, cancellationToken), []);
        await IngestStreamStore.AdvanceAsync(connection, position, new StreamProgress(lastSequence, receipt.Rows, rejectsByReason.Values.Sum()), cancellationToken);
        long number = await ImportSourceStore.CompleteAsync(connection, receipt, rejectsByReason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return receipt with { CommitNumber = number };
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
