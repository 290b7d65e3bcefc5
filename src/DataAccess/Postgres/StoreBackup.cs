using Npgsql;

namespace ImpactService.DataAccess.Postgres;

/// <summary>A whole store in one file and back, by PostgreSQL's own pg_dump and pg_restore: compressed, and of one moment although the service goes on writing.</summary>
public static class StoreBackup
{
    /// <summary>Writes beside the file and renames at the end, so that a file of that name is a whole backup.</summary>
    /// <exception cref="StoreException">pg_dump is missing or refuses, or the file is there already.</exception>
    public static async Task DumpAsync(string connectionString, string file, CancellationToken cancellationToken = default)
    {
        string target = Path.GetFullPath(file), partial = target + ".partial";
        if (File.Exists(target))
            throw new StoreException($"{target} is there already: a backup is never overwritten");
        await RunAsync("pg_dump", connectionString, ["--format=custom", "--no-owner", "--no-privileges", $"--file={partial}"], cancellationToken);
        File.Move(partial, target);
    }

    /// <summary>Fills an empty database; all of it or nothing.</summary>
    /// <exception cref="StoreException">The database is not empty, pg_restore is missing or refuses, or the file is no backup.</exception>
    public static async Task RestoreAsync(string connectionString, string file, CancellationToken cancellationToken = default)
    {
        string source = Path.GetFullPath(file);
        if (!File.Exists(source))
            throw new StoreException($"there is no file {source}");
        if (await HasTablesAsync(connectionString, cancellationToken))
            throw new StoreException("the database is not empty: restore into a new one (another --data directory, or CREATE DATABASE)");
        await RunAsync("pg_restore", connectionString, ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", source], cancellationToken);
    }

    private static async Task<bool> HasTablesAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlDataSource source = ImpactStore.CreateDataSource(connectionString);
            await using NpgsqlCommand command = source.CreateCommand("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')");
            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (NpgsqlException failure)
        {
            throw new StoreException($"cannot open the store: {failure.Message}", failure);
        }
    }

    private static async Task RunAsync(string program, string connectionString, string[] arguments, CancellationToken cancellationToken)
    {
        PostgresBinaries binaries = await PostgresBinaries.FindAsync(null, cancellationToken);
        string path = Path.Combine(binaries.Directory, program);
        NpgsqlConnectionStringBuilder address = new(connectionString);
        string[] command = [File.Exists(path) ? path : program, $"--host={address.Host}", $"--port={address.Port}", $"--username={address.Username}", $"--dbname={address.Database}", "--no-password", .. arguments];
        // Not on the command line, where every account of the machine reads it.
        Dictionary<string, string> secrets = address.Password is { Length: > 0 } password ? new() { ["PGPASSWORD"] = password } : [];
        HelperCommand.Result result = await HelperCommand.RunAsync(command, secrets, cancellationToken);
        if (result.ExitCode != 0)
            throw new StoreException($"{program} ended with {result.ExitCode}: {result.Error.ReplaceLineEndings(" ")}");
    }
}
