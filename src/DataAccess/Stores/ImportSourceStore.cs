using System.Text.Json;
using Dapper;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The files that have been imported, and those that were refused.</summary>
public sealed class ImportSourceStore
{
    private readonly NpgsqlDataSource dataSource;

    internal ImportSourceStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>True when all rows of the file are in the store.</summary>
    public async Task<bool> ContainsAsync(ImportSource source, CancellationToken cancellationToken = default)
    {
        const string sql = "SELECT EXISTS (SELECT FROM import_sources WHERE name = @Name AND file_hash = @FileHash AND status = 'complete')";
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, source, cancellationToken: cancellationToken));
    }

    /// <returns>The new id, or null when the file is complete already. Waits for a transaction that is importing the same file.</returns>
    internal static async Task<int?> InsertAsync(NpgsqlConnection connection, ImportSource source, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO import_sources (name, file_name, file_hash, status) VALUES (@Name, @FileName, @FileHash, 'complete')
            ON CONFLICT (name, file_hash) WHERE status = 'complete' DO NOTHING
            RETURNING id
            """;
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition(sql, source, cancellationToken: cancellationToken));
    }

    /// <summary>Last statements of an import's transaction: counts, spans, and the number that orders commits.</summary>
    internal static async Task CompleteAsync(
        NpgsqlConnection connection, ImportReceipt receipt, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken)
    {
        const string insertSpan = """
            INSERT INTO import_spans (source_id, instrument_id, first_event_time, last_event_time, trade_count, quote_count, depth_count)
            VALUES (@SourceId, @InstrumentId, @First, @Last, @Trades, @Quotes, @DepthSnapshots)
            """;
        // The lock ends with the transaction: numbers become visible in their order.
        const string complete = """
            SELECT pg_advisory_xact_lock(hashtext('import_commit_no'));
            UPDATE import_sources
            SET row_count = @Rows, reject_count = @RejectCount, rejects = @Rejects::jsonb, commit_no = nextval('import_commit_no'), imported_time = clock_timestamp()
            WHERE id = @SourceId
            """;
        var rows = receipt.Spans.Select(s => new
        {
            receipt.SourceId, s.InstrumentId, First = s.FirstEventTime.ToUtcDateTime(), Last = s.LastEventTime.ToUtcDateTime(), s.Trades, s.Quotes, s.DepthSnapshots,
        });
        await connection.ExecuteAsync(new CommandDefinition(insertSpan, rows, cancellationToken: cancellationToken));
        var completion = new { receipt.SourceId, receipt.Rows, RejectCount = rejectsByReason.Values.Sum(), Rejects = JsonSerializer.Serialize(rejectsByReason) };
        await connection.ExecuteAsync(new CommandDefinition(complete, completion, cancellationToken: cancellationToken));
    }
}
