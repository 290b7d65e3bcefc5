using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Daily bars from files, and minute bars that are derived from the store's trades (see StoreMaintenance).</summary>
public sealed class BarStore
{
    private readonly NpgsqlDataSource dataSource;

    internal BarStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Adds a file of daily bars; a date that the store has from another file is replaced. Of several rows of one date the last one counts.</summary>
    /// <returns>Null when this file is in the store already.</returns>
    public Task<ImportReceipt?> ImportDailyAsync(
        ImportSource source, int instrumentId, IReadOnlyList<SourceRow<DailyBar>> rows, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken = default)
    {
        const string sql = """
            INSERT INTO daily_bars (instrument_id, session_date, open, high, low, close, volume, source_id, row_no)
            SELECT DISTINCT ON (session_date) $1, session_date, open, high, low, close, volume, $2, row_no
            FROM unnest($3, $4, $5, $6, $7, $8, $9) AS r (row_no, session_date, open, high, low, close, volume)
            ORDER BY session_date, row_no DESC
            ON CONFLICT (instrument_id, session_date) DO UPDATE SET
                open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low, close = EXCLUDED.close, volume = EXCLUDED.volume,
                source_id = EXCLUDED.source_id, row_no = EXCLUDED.row_no
            """;
        return SmallImport.RunAsync(dataSource, source, rejectsByReason, WriteAsync, cancellationToken);

        async Task<long> WriteAsync(NpgsqlConnection connection, int sourceId)
        {
            await using NpgsqlCommand command = new(sql, connection);
            command.Parameters.AddWithValue(instrumentId);
            command.Parameters.AddWithValue(sourceId);
            command.Parameters.AddWithValue(rows.Select(r => r.RowNumber).ToArray());
            command.Parameters.AddWithValue(rows.Select(r => r.Value.Date).ToArray());
            foreach (Func<DailyBar, double> value in (Func<DailyBar, double>[])[b => b.Open, b => b.High, b => b.Low, b => b.Close, b => b.Volume])
                command.Parameters.AddWithValue(rows.Select(r => value(r.Value)).ToArray());
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Daily bars with dates in [from, to], oldest first.</summary>
    public async Task<IReadOnlyList<DailyBar>> ReadDailyAsync(Instrument instrument, DateOnly? from = null, DateOnly? to = null, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT b.session_date, b.open, b.high, b.low, b.close, b.volume
            FROM daily_bars b JOIN instruments i ON i.id = b.instrument_id
            WHERE i.symbol = $1 AND b.session_date >= $2 AND b.session_date <= $3 ORDER BY b.session_date
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(instrument.Symbol);
        command.Parameters.AddWithValue(from ?? DateOnly.MinValue);
        command.Parameters.AddWithValue(to ?? DateOnly.MaxValue);
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        List<DailyBar> bars = [];
        while (await r.ReadAsync(cancellationToken))
            bars.Add(new DailyBar(r.GetFieldValue<DateOnly>(0), r.GetDouble(1), r.GetDouble(2), r.GetDouble(3), r.GetDouble(4), r.GetDouble(5)));
        return bars;
    }

    /// <summary>Minute bars that start in [from, to), oldest first.</summary>
    public async Task<IReadOnlyList<MinuteBar>> ReadMinutesAsync(Instrument instrument, Timestamp from, Timestamp to, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT b.start_time, b.open, b.high, b.low, b.close, b.volume, b.trade_count
            FROM minute_bars b JOIN instruments i ON i.id = b.instrument_id
            WHERE i.symbol = $1 AND b.start_time >= $2 AND b.start_time < $3 ORDER BY b.start_time
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(instrument.Symbol);
        command.Parameters.Add(QueryTime.Parameter(from));
        command.Parameters.Add(QueryTime.Parameter(to));
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        List<MinuteBar> bars = [];
        while (await r.ReadAsync(cancellationToken))
            bars.Add(new MinuteBar(QueryTime.Read(r, 0), r.GetDouble(1), r.GetDouble(2), r.GetDouble(3), r.GetDouble(4), r.GetDouble(5), r.GetInt64(6)));
        return bars;
    }
}
