using System.Data;
using Dapper;
using Npgsql;

namespace ImpactService.DataAccess;

/// <summary>A lock among all processes that use the database, held on a connection's session until it is disposed or the connection ends.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    /// <summary>Numbers that no other program uses on this database.</summary>
    public const long Migrations = 0x1A9AC7_5E41CE;
    public const long SessionSummaries = 0x1A9AC7_5E41CF;

    private readonly NpgsqlConnection connection;
    private readonly long key;

    private AdvisoryLock(NpgsqlConnection connection, long key) => (this.connection, this.key) = (connection, key);

    /// <summary>Waits for whoever holds it.</summary>
    public static async Task<AdvisoryLock> TakeAsync(NpgsqlConnection connection, long key, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(@key)", new { key }, commandTimeout: 0, cancellationToken: cancellationToken));
        return new AdvisoryLock(connection, key);
    }

    public async ValueTask DisposeAsync()
    {
        // A broken connection has released it.
        if (connection.State == ConnectionState.Open)
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@key)", new { key });
    }
}
