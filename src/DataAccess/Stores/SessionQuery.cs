using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The four statements that read one session of one instrument as it was known at a time, in the order of <see cref="MarketEventKind"/>.</summary>
internal static class SessionQuery
{
    /// <summary>How far back before the open a signal's last value is looked for: a month, the slowest macro calendar, and a margin.</summary>
    private const int SignalCarryDays = 35;

    /// <summary>$1 instrument, $2 open, $3 close, $4 known by.</summary>
    private const string InSession = "instrument_id = $1 AND event_time >= $2 AND event_time < $3 AND event_time <= $4 AND known_time <= $4";

    private const string Trades = $"SELECT {MarketEventReader.TradeColumns} FROM trades WHERE {InSession}";
    private const string Quotes = $"SELECT {MarketEventReader.QuoteColumns} FROM quotes WHERE {InSession}";
    private const string Depth = $"SELECT {MarketEventReader.DepthColumns} FROM depth_snapshots WHERE {InSession}";

    /// <summary>$5 is the lower bound of the carry. Of the rows that were known before the open only each series' last counts.</summary>
    private const string Signals = $"""
        WITH known AS (
            SELECT {MarketEventReader.SignalColumns}, instrument_id FROM external_signals
            WHERE instrument_id = $1 AND event_time >= $5 AND event_time < $3 AND event_time <= $4 AND known_time <= $4
            UNION ALL
            SELECT {MarketEventReader.SignalColumns}, instrument_id FROM external_signals
            WHERE instrument_id IS NULL AND event_time >= $5 AND event_time < $3 AND event_time <= $4 AND known_time <= $4
        ), carried AS (
            SELECT DISTINCT ON (source, name) {MarketEventReader.SignalColumns} FROM known
            WHERE event_time < $2 AND known_time < $2
            ORDER BY source, name, event_time DESC, known_time DESC, source_id DESC, row_no DESC
        )
        SELECT {MarketEventReader.SignalColumns} FROM carried
        UNION ALL
        SELECT {MarketEventReader.SignalColumns} FROM known WHERE event_time >= $2 OR known_time >= $2
        """;

    public static NpgsqlBatch Create(NpgsqlConnection connection, int instrumentId, TradingSession session, Timestamp knownBy)
    {
        NpgsqlBatch batch = new(connection);
        foreach (string sql in (string[])[Trades, Quotes, Depth, Signals])
        {
            NpgsqlBatchCommand command = new(sql);
            command.Parameters.AddWithValue(instrumentId);
            command.Parameters.Add(QueryTime.Parameter(session.Open));
            command.Parameters.Add(QueryTime.Parameter(session.Close));
            command.Parameters.Add(QueryTime.Parameter(knownBy));
            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands[^1].Parameters.Add(QueryTime.Parameter(session.Open.AddSeconds(-86_400.0 * SignalCarryDays)));
        return batch;
    }
}
