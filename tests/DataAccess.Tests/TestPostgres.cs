using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;
using Npgsql;

namespace ImpactService.Tests.DataAccess;

/// <summary>
/// One throwaway server for all tests of the process. Nobody stops it: it ends with the process, which is what LocalPostgres promises, and takes its files with it.
/// </summary>
internal static class TestPostgres
{
    private static readonly Lazy<Task<LocalPostgres>> server = new(() => LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = null }));

    /// <summary>Runs the tests of the stores on another server than the private one, such as one with TimescaleDB: a connection string of an account that may create databases.</summary>
    private const string ServerVariable = "IMPACT_TEST_CONNECTION";

    /// <returns>The connection string of a new, empty database.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        string name = $"test_{Guid.NewGuid():N}";
        NpgsqlConnectionStringBuilder address = new(Environment.GetEnvironmentVariable(ServerVariable) ?? (await server.Value).ConnectionString);
        await using NpgsqlConnection connection = new(address.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand create = new($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        address.Database = name;
        return address.ConnectionString;
    }
}
