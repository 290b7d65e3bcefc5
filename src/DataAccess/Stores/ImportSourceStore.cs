using System.Text.Json;
using Dapper;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The files that have been imported, and those that were refused.</summary>
public sealed class ImportSourceStore
{
    /// <summary>These wait for another import's transaction, which takes as long as its file.</summary>
    private const int NoTimeout = 0;

    private readonly NpgsqlDataSource dataSource;

    internal ImportSourceStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>True when all rows of the file are in the store.</summary>
    public async Task<bool> ContainsAsync(ImportSource source, CancellationToken cancellationToken = default)
    {
        const string sql = "SELECT EXISTS (SELECT FROM import_sources WHERE name = @Name AND file_hash = @FileHash AND status = 'complete')";
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, source, cancellationToken: cancellationToken));
    }

    /// <summary>Keeps a note of a file that was refused, none of whose rows is in the store.</summary>
    public async Task RecordRefusalAsync(ImportSource source, IReadOnlyDictionary<string, long> rejectsByReason, string reason, CancellationToken cancellationToken = default)
    {
        const string sql = """
            INSERT INTO import_sources (name, file_name, file_hash, status, reject_count, rejects, reason)
            VALUES (@Name, @FileName, @FileHash, 'refused', @RejectCount, @Rejects::jsonb, @Reason)
            """;
        var row = new { source.Name, source.FileName, source.FileHash, RejectCount = rejectsByReason.Values.Sum(), Rejects = JsonSerializer.Serialize(rejectsByReason), Reason = reason };
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellationToken));
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<ImportSummary>> ListAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT imported_time, id, name, file_name, file_hash, status, row_count, reject_count, rejects::text, reason
            FROM import_sources ORDER BY id DESC LIMIT $1
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ImportSummary> imports = [];
        while (await reader.ReadAsync(cancellationToken))
            imports.Add(ReadSummary(reader));
        return imports;
    }

    /// <summary>The highest commit number so far: where a reader that has just read everything goes on with <see cref="CommitsSinceAsync"/>.</summary>
    public async Task<long> LastCommitNumberAsync(CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await LastCommitNumberAsync(connection, cancellationToken);
    }

    /// <summary>What was committed after the given number, in the order of commits; the rows are read by <see cref="MarketDataStore.ReadSourceAsync"/>.</summary>
    public async Task<IReadOnlyList<CommittedSpan>> CommitsSinceAsync(long commitNumber, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT s.commit_no, s.id, i.symbol, p.instrument_id, p.first_event_time, p.last_event_time, p.trade_count, p.quote_count, p.depth_count
            FROM import_sources s JOIN import_spans p ON p.source_id = s.id JOIN instruments i ON i.id = p.instrument_id
            WHERE s.commit_no > $1
            ORDER BY s.commit_no, p.instrument_id
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(commitNumber);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<CommittedSpan> spans = [];
        while (await reader.ReadAsync(cancellationToken))
            spans.Add(ReadSpan(reader));
        return spans;
    }

    internal static Task<long> LastCommitNumberAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COALESCE(max(commit_no), 0) FROM import_sources", cancellationToken: cancellationToken));

    /// <returns>The new id, or null when the file is complete already. Waits for a transaction that is importing the same file.</returns>
    internal static async Task<int?> InsertAsync(NpgsqlConnection connection, ImportSource source, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO import_sources (name, file_name, file_hash, status) VALUES (@Name, @FileName, @FileHash, 'complete')
            ON CONFLICT (name, file_hash) WHERE status = 'complete' DO NOTHING
            RETURNING id
            """;
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition(sql, source, commandTimeout: NoTimeout, cancellationToken: cancellationToken));
    }

    /// <summary>Last statements of an import's transaction: counts, spans, and the number that orders commits.</summary>
    /// <returns>That number.</returns>
    internal static async Task<long> CompleteAsync(
        NpgsqlConnection connection, ImportReceipt receipt, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken)
    {
        // The lock ends with the transaction: numbers become visible in their order.
        const string order = "SELECT pg_advisory_xact_lock(hashtext('import_commit_no'))";
        const string complete = """
            UPDATE import_sources
            SET row_count = @Rows, reject_count = @RejectCount, rejects = @Rejects::jsonb, commit_no = nextval('import_commit_no'), imported_time = clock_timestamp()
            WHERE id = @SourceId RETURNING commit_no
            """;
        if (receipt.Spans.Count > 0)
            await InsertSpansAsync(connection, receipt, cancellationToken);
        var completion = new { receipt.SourceId, receipt.Rows, RejectCount = rejectsByReason.Values.Sum(), Rejects = JsonSerializer.Serialize(rejectsByReason) };
        await connection.ExecuteAsync(new CommandDefinition(order, commandTimeout: NoTimeout, cancellationToken: cancellationToken));
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(complete, completion, cancellationToken: cancellationToken));
    }

    /// <summary>One statement, however many instruments: a batch of a wide feed holds thousands.</summary>
    private static async Task InsertSpansAsync(NpgsqlConnection connection, ImportReceipt receipt, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO import_spans (source_id, instrument_id, first_event_time, last_event_time, trade_count, quote_count, depth_count)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7)
            """;
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue(receipt.SourceId);
        command.Parameters.AddWithValue(receipt.Spans.Select(s => s.InstrumentId).ToArray());
        command.Parameters.AddWithValue(receipt.Spans.Select(s => s.FirstEventTime.ToUtcDateTime()).ToArray());
        command.Parameters.AddWithValue(receipt.Spans.Select(s => s.LastEventTime.ToUtcDateTime()).ToArray());
        command.Parameters.AddWithValue(receipt.Spans.Select(s => s.Trades).ToArray());
        command.Parameters.AddWithValue(receipt.Spans.Select(s => s.Quotes).ToArray());
        command.Parameters.AddWithValue(receipt.Spans.Select(s => s.DepthSnapshots).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ImportSummary ReadSummary(NpgsqlDataReader r) => new(
        r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt64(6), r.GetInt64(7), r.GetString(8),
        r.IsDBNull(9) ? null : r.GetString(9), QueryTime.Read(r, 0));

    private static CommittedSpan ReadSpan(NpgsqlDataReader r) => new(
        r.GetInt64(0), r.GetInt32(1), r.GetString(2),
        new ImportSpan(r.GetInt32(3), QueryTime.Read(r, 4), QueryTime.Read(r, 5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8)));
}
