using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>What finished sessions leave behind: summaries of the store's ticks, beside the daily bars.</summary>
public sealed class SessionSummaryStore
{
    private readonly NpgsqlDataSource dataSource;

    internal SessionSummaryStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>
    /// All sessions of the instrument, each date once: where there are both, the daily bar gives prices and volume and the ticks the profile, volatility and spread.
    /// </summary>
    public async Task<SessionHistory> ReadHistoryAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT b.session_date, b.open, b.high, b.low, b.close, b.volume, NULL::float8[], 'NaN'::float8, 'NaN'::float8, 1::float8
            FROM daily_bars b JOIN instruments i ON i.id = b.instrument_id WHERE i.symbol = $1
            UNION ALL
            SELECT s.session_date, s.open, s.high, s.low, s.close, s.volume, s.volume_bins, s.realised_volatility, s.mean_half_spread_bps, s.covered_fraction
            FROM session_summaries s JOIN instruments i ON i.id = s.instrument_id WHERE i.symbol = $1
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(instrument.Symbol);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<SessionSummary> summaries = [];
        while (await reader.ReadAsync(cancellationToken))
            summaries.Add(Read(reader));
        return SessionHistory.From(summaries);
    }

    /// <summary>Writes the summary of a session's ticks; null removes it.</summary>
    public async Task SaveAsync(int instrumentId, DateOnly date, SessionSummary? summary, CancellationToken cancellationToken = default)
    {
        const string remove = "DELETE FROM session_summaries WHERE instrument_id = $1 AND session_date = $2";
        const string upsert = """
            INSERT INTO session_summaries (instrument_id, session_date, open, high, low, close, volume, volume_bins, realised_volatility, mean_half_spread_bps, covered_fraction)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (instrument_id, session_date) DO UPDATE SET
                open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low, close = EXCLUDED.close, volume = EXCLUDED.volume, volume_bins = EXCLUDED.volume_bins,
                realised_volatility = EXCLUDED.realised_volatility, mean_half_spread_bps = EXCLUDED.mean_half_spread_bps, covered_fraction = EXCLUDED.covered_fraction
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(summary is null ? remove : upsert);
        command.Parameters.AddWithValue(instrumentId);
        command.Parameters.AddWithValue(date);
        if (summary is not null)
            AddValues(command, summary);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddValues(NpgsqlCommand command, SessionSummary summary)
    {
        foreach (double price in (double[])[summary.Open, summary.High, summary.Low, summary.Close, summary.Volume])
            command.Parameters.AddWithValue(price);
        command.Parameters.AddWithValue(summary.VolumeBins ?? throw new ArgumentException("a session summary without volume bins is a daily bar: BarStore keeps those", nameof(summary)));
        foreach (double value in (double[])[summary.RealisedVolatility, summary.MeanHalfSpreadBps, summary.CoveredFraction])
            command.Parameters.AddWithValue(value);
    }

    private static SessionSummary Read(NpgsqlDataReader r) => new(
        r.GetFieldValue<DateOnly>(0), r.GetDouble(1), r.GetDouble(2), r.GetDouble(3), r.GetDouble(4), r.GetDouble(5),
        r.IsDBNull(6) ? null : r.GetFieldValue<double[]>(6), r.GetDouble(7), r.GetDouble(8), r.GetDouble(9));
}
