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

    public static Task<LocalPostgres> ServerAsync() => server.Value;

    /// <returns>The connection string of a new, empty database.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        LocalPostgres postgres = await ServerAsync();
        string name = $"test_{Guid.NewGuid():N}";
        await using NpgsqlConnection connection = new(postgres.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand create = new($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return postgres.ConnectionStringTo(name);
    }
}
