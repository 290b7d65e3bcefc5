using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The statements that read what one source holds for one instrument. The span's times find the rows by the index; there is none on the source.</summary>
internal static class SourceQuery
{
    /// <summary>$1 instrument, $2 first and $3 last event time, $4 source.</summary>
    private const string OfSource = "instrument_id = $1 AND event_time >= $2 AND event_time <= $3 AND source_id = $4";

    private const string Trades = $"SELECT {MarketEventReader.TradeColumns} FROM trades WHERE {OfSource}";
    private const string Quotes = $"SELECT {MarketEventReader.QuoteColumns} FROM quotes WHERE {OfSource}";
    private const string Depth = $"SELECT {MarketEventReader.DepthColumns} FROM depth_snapshots WHERE {OfSource}";

    public static NpgsqlBatch Create(NpgsqlConnection connection, CommittedSpan span)
    {
        NpgsqlBatch batch = new(connection);
        foreach (string sql in (string[])[Trades, Quotes, Depth])
        {
            NpgsqlBatchCommand command = new(sql);
            command.Parameters.AddWithValue(span.Span.InstrumentId);
            command.Parameters.Add(QueryTime.Parameter(span.Span.FirstEventTime));
            command.Parameters.Add(QueryTime.Parameter(span.Span.LastEventTime));
            command.Parameters.AddWithValue(span.SourceId);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
