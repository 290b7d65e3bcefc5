using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>What the imports that are in no session summary yet hold, one span for each instrument: a live stream has thousands of batches a day.</summary>
internal sealed record PendingSpans(long LastCommit, IReadOnlyList<ImportSpan> Spans)
{
    public static async Task<PendingSpans> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT max(s.commit_no), p.instrument_id, min(p.first_event_time), max(p.last_event_time), sum(p.trade_count)::bigint, sum(p.quote_count)::bigint, sum(p.depth_count)::bigint
            FROM import_sources s JOIN import_spans p ON p.source_id = s.id WHERE NOT s.is_summarised GROUP BY p.instrument_id
            """;
        await using NpgsqlCommand command = new(sql, connection);
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        List<ImportSpan> spans = [];
        long last = 0;
        while (await r.ReadAsync(cancellationToken))
        {
            last = Math.Max(last, r.GetInt64(0));
            spans.Add(new ImportSpan(r.GetInt32(1), QueryTime.Read(r, 2), QueryTime.Read(r, 3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6)));
        }

        return new PendingSpans(last, spans);
    }

    /// <summary>Marks those of these imports as summarised that hold nothing of a session in progress.</summary>
    /// <param name="openFrom">By instrument: rows from this time on may belong to a session that is not over.</param>
    public async Task MarkAsync(NpgsqlConnection connection, Func<int, Timestamp> openFrom, CancellationToken cancellationToken)
    {
        const string sql = """
            UPDATE import_sources s SET is_summarised = true
            WHERE NOT s.is_summarised AND s.commit_no <= $1 AND NOT EXISTS (
                SELECT FROM import_spans p JOIN unnest($2, $3) AS o (instrument_id, open_from) ON o.instrument_id = p.instrument_id
                WHERE p.source_id = s.id AND p.last_event_time >= o.open_from)
            """;
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue(LastCommit);
        command.Parameters.AddWithValue(Spans.Select(s => s.InstrumentId).ToArray());
        command.Parameters.AddWithValue(Spans.Select(s => openFrom(s.InstrumentId).ToUtcDateTime()).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
