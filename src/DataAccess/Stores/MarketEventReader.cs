using ImpactService.DataAccess.Copying;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Turns rows into market events. Every query selects event_time, known_time, source_id, row_no first, then the columns of its kind.</summary>
internal static class MarketEventReader
{
    public const string TradeColumns = "event_time, known_time, source_id, row_no, price, size, aggressor";
    public const string QuoteColumns = "event_time, known_time, source_id, row_no, bid, bid_size, ask, ask_size";
    public const string DepthColumns = "event_time, known_time, source_id, row_no, bid_prices, bid_sizes, ask_prices, ask_sizes";
    public const string SignalColumns = "event_time, known_time, source_id, row_no, source, name, value";

    /// <summary>Reads the current result to its end.</summary>
    public static async Task<List<StoredEvent>> ReadAllAsync(NpgsqlDataReader reader, MarketEventKind kind, CancellationToken cancellationToken)
    {
        List<StoredEvent> events = [];
        while (await reader.ReadAsync(cancellationToken))
            events.Add(new StoredEvent(Read(reader, kind), reader.GetInt32(2), reader.GetInt64(3)));
        return events;
    }

    private static MarketEvent Read(NpgsqlDataReader reader, MarketEventKind kind)
    {
        Timestamp eventTime = ServerTime.Decode(reader.GetFieldValue<long>(0));
        Timestamp knownTime = ServerTime.Decode(reader.GetFieldValue<long>(1));
        return kind switch
        {
            MarketEventKind.Trade => MarketEvent.Of(eventTime, knownTime, new Trade(reader.GetDouble(4), reader.GetDouble(5), (Aggressor)reader.GetInt16(6))),
            MarketEventKind.Quote => MarketEvent.Of(eventTime, knownTime, new Quote(reader.GetDouble(4), reader.GetDouble(5), reader.GetDouble(6), reader.GetDouble(7))),
            MarketEventKind.Depth => MarketEvent.Of(eventTime, knownTime, new BookSnapshot(Levels(reader, 4), Levels(reader, 5), Levels(reader, 6), Levels(reader, 7))),
            _ => MarketEvent.Of(eventTime, knownTime, new SignalValue(reader.GetString(4), reader.GetString(5), reader.GetDouble(6))),
        };
    }

    private static double[] Levels(NpgsqlDataReader reader, int column) => reader.GetFieldValue<double[]>(column);
}
