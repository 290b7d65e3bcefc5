using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The streams that clients send, and how far each has come.</summary>
public sealed class IngestStreamStore
{
    private const string Columns = "id, last_sequence, accepted_count, rejected_count, last_time";

    /// <summary>Batches that are looked through for what a stream sent last: at one a second, a quarter of an hour.</summary>
    private const int RecentBatches = 1_000;

    private readonly NpgsqlDataSource dataSource;

    internal IngestStreamStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Finds the stream or begins it.</summary>
    public async Task<StreamPosition> OpenAsync(IngestStream stream, CancellationToken cancellationToken = default)
    {
        const string sql = "INSERT INTO ingest_streams (kind, tenant, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        if (await FindAsync(stream, cancellationToken) is { } known)
            return known;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        AddKey(command, stream);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return (await FindAsync(stream, cancellationToken))!;
    }

    /// <returns>Null when no row of the stream has come yet.</returns>
    public async Task<StreamPosition?> FindAsync(IngestStream stream, CancellationToken cancellationToken = default)
    {
        const string sql = $"SELECT {Columns} FROM ingest_streams WHERE kind = $1 AND tenant = $2 AND name = $3";
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        AddKey(command, stream);
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        return await r.ReadAsync(cancellationToken) ? new StreamPosition(r.GetInt32(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), QueryTime.Read(r, 4)) : null;
    }

    /// <summary>The latest event time of each instrument among the stream's recent batches: what a row of the stream is late against after a restart.</summary>
    public async Task<IReadOnlyDictionary<int, Timestamp>> LastEventTimesAsync(IngestStream stream, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT p.instrument_id, max(p.last_event_time)
            FROM (SELECT id FROM import_sources WHERE name = $1 AND status = 'complete' ORDER BY id DESC LIMIT $2) s JOIN import_spans p ON p.source_id = s.id
            GROUP BY p.instrument_id
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(stream.SourceName);
        command.Parameters.AddWithValue(RecentBatches);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<int, Timestamp> times = [];
        while (await reader.ReadAsync(cancellationToken))
            times.Add(reader.GetInt32(0), QueryTime.Read(reader, 1));
        return times;
    }

    /// <summary>First statement of a batch's transaction. False when another process has moved the stream: what was read as its position is no longer true.</summary>
    internal static async Task<bool> LockAsync(NpgsqlConnection connection, StreamPosition position, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT last_sequence FROM ingest_streams WHERE id = $1 FOR UPDATE", connection);
        command.Parameters.AddWithValue(position.Id);
        return await command.ExecuteScalarAsync(cancellationToken) is long last && last == position.LastSequence;
    }

    /// <summary>Part of a batch's transaction.</summary>
    internal static async Task AdvanceAsync(NpgsqlConnection connection, StreamPosition position, StreamProgress progress, CancellationToken cancellationToken)
    {
        const string sql = """
            UPDATE ingest_streams
            SET last_sequence = $2, accepted_count = accepted_count + $3, rejected_count = rejected_count + $4, last_time = clock_timestamp() WHERE id = $1
            """;
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue(position.Id);
        command.Parameters.AddWithValue(progress.LastSequence);
        command.Parameters.AddWithValue(progress.Accepted);
        command.Parameters.AddWithValue(progress.Rejected);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddKey(NpgsqlCommand command, IngestStream stream)
    {
        command.Parameters.AddWithValue(stream.Kind.Text());
        command.Parameters.AddWithValue(stream.Tenant ?? "");
        command.Parameters.AddWithValue(stream.Name);
    }
}
