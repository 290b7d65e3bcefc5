using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// What a database does in the background elsewhere, asked for by the program: the extension's own policies report failures on some servers although the work is done.
/// Every call is safe to repeat.
/// </summary>
public sealed class StoreMaintenance
{
    private const long SecondsPerMinute = 60;
    private const long MicrosPerMinute = SecondsPerMinute * Timestamp.MicrosPerSecond;

    private readonly NpgsqlDataSource dataSource;

    internal StoreMaintenance(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Whether the database has hypertables (TimescaleDB) or plain tables.</summary>
    public async Task<bool> HasTimescaleAsync(CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT impact_has_timescale()");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Makes the minute bars of all minutes that [from, to) touches equal to the trades that are stored now.</summary>
    public async Task RefreshMinuteBarsAsync(Timestamp from, Timestamp to, CancellationToken cancellationToken = default)
    {
        string sql = await HasTimescaleAsync(cancellationToken)
            ? "CALL refresh_continuous_aggregate('minute_bars', $1, $2)"
            : "SELECT impact_refresh_minute_bars($1, $2)";
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.CommandTimeout = 0;
        // An aggregate refreshes whole minutes only, and refuses a window that holds none.
        command.Parameters.Add(QueryTime.Parameter(MinuteOf(from)));
        command.Parameters.Add(QueryTime.Parameter(MinuteOf(to.AddSeconds(SecondsPerMinute - 1e-6))));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Compresses market data older than a time, where the server can.</summary>
    /// <returns>Chunks that were compressed now.</returns>
    public async Task<int> CompressBeforeAsync(Timestamp before, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT impact_compress_before($1)");
        command.CommandTimeout = 0;
        command.Parameters.Add(QueryTime.Parameter(before));
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Deletes trades, quotes and depth older than a time; bars and session summaries stay.</summary>
    public async Task DropBeforeAsync(Timestamp before, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT impact_drop_before($1)");
        command.CommandTimeout = 0;
        command.Parameters.Add(QueryTime.Parameter(before));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Timestamp MinuteOf(Timestamp time) => new(time.UnixMicros - (time.UnixMicros % MicrosPerMinute + MicrosPerMinute) % MicrosPerMinute);
}
