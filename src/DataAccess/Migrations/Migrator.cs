using System.Globalization;
using Dapper;
using Npgsql;

namespace ImpactService.DataAccess.Migrations;

/// <summary>
/// Brings a database to the program's schema: each missing migration in its number's order and in a transaction of its own, under an advisory lock, so that processes
/// that start together do not step on each other. What was applied once must not have been edited since.
/// </summary>
internal sealed class Migrator(NpgsqlDataSource dataSource, IReadOnlyList<Migration> migrations)
{
    /// <returns>Names of the migrations that were applied now.</returns>
    /// <exception cref="StoreException">An applied migration was edited, the store is newer than the program, or a migration failed.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using AdvisoryLock held = await AdvisoryLock.TakeAsync(connection, AdvisoryLock.Migrations, cancellationToken);
        int applied = await CheckAppliedAsync(connection, cancellationToken);
        foreach (Migration migration in migrations.Skip(applied))
            await ApplyAsync(connection, migration, cancellationToken);
        return [.. migrations.Skip(applied).Select(m => m.Name)];
    }

    /// <returns>How many of this program's migrations the database has.</returns>
    private async Task<int> CheckAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string create = """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                version      integer PRIMARY KEY,
                name         text NOT NULL,
                checksum     text NOT NULL,
                applied_time timestamptz NOT NULL DEFAULT clock_timestamp()
            )
            """;
        await connection.ExecuteAsync(new CommandDefinition(create, cancellationToken: cancellationToken));
        const string select = "SELECT version, name, checksum FROM schema_migrations ORDER BY version";
        AppliedMigration[] applied = [.. await connection.QueryAsync<AppliedMigration>(new CommandDefinition(select, cancellationToken: cancellationToken))];
        if (applied.Length > migrations.Count)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                $"the store is newer than this program: it has migration {applied[^1].Version} ({applied[^1].Name}), the program knows {migrations.Count}. Use the newer program."));
        for (int i = 0; i < applied.Length; i++)
            CheckUnedited(migrations[i], applied[i]);
        return applied.Length;
    }

    private static void CheckUnedited(Migration migration, AppliedMigration applied)
    {
        if (applied.Version != migration.Version || applied.Checksum != migration.Checksum)
            throw new StoreException($"migration {migration.Name} is not the one that the store has as {applied.Name}: a migration is never edited after it has been applied. "
                + "Restore the file, or write a new migration that changes what it did.");
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        const string record = "INSERT INTO schema_migrations (version, name, checksum) VALUES (@Version, @Name, @Checksum)";
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, commandTimeout: 0, cancellationToken: cancellationToken));
        }
        catch (PostgresException failure)
        {
            throw new StoreException($"migration {migration.Name} failed and was rolled back: {failure.MessageText} (SQLSTATE {failure.SqlState})", failure);
        }

        await connection.ExecuteAsync(new CommandDefinition(record, new { migration.Version, migration.Name, migration.Checksum }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record AppliedMigration(int Version, string Name, string Checksum);
}
