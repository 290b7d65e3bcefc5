using System.CommandLine;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact backup and impact restore: the whole store in one file and back.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> file = new("FILE") { Description = "The backup, in pg_dump's custom format." };

    public static Command CreateBackup()
    {
        Command command = new("backup", "Write the whole store into one file, while the service goes on.") { file };
        command.SetAction(BackupAsync);
        return command;
    }

    public static Command CreateRestore()
    {
        Command command = new("restore", "Fill a new, empty store from a backup.") { file };
        command.SetAction(RestoreAsync);
        return command;
    }

    private static Task<int> BackupAsync(ParseResult parsed, CancellationToken cancellation) => WithServerAsync(parsed, async connection =>
    {
        string path = Path.GetFullPath(parsed.GetRequiredValue(file));
        await StoreBackup.DumpAsync(connection, path, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length:N0} bytes");
    }, cancellation);

    private static Task<int> RestoreAsync(ParseResult parsed, CancellationToken cancellation) => WithServerAsync(parsed, async connection =>
    {
        await StoreBackup.RestoreAsync(connection, parsed.GetRequiredValue(file), cancellation);
        // A backup of an older version gets the migrations that it lacks.
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connection }, cancellation);
        return $"restored: {(await store.Instruments.ListAsync(cancellation)).Count} instruments, {(await store.Models.ListAsync(cancellation)).Count} models";
    }, cancellation);

    /// <summary>The server without the store's migrations, which would fill a database that is to be restored into.</summary>
    private static async Task<int> WithServerAsync(ParseResult parsed, Func<string, Task<string>> act, CancellationToken cancellation)
    {
        StoreLocation location = StoreOptions.Read(parsed);
        await using LocalPostgres? server = location.ConnectionString is null
            ? await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = location.DataDirectory }, cancellation)
            : null;
        string said = await act(location.ConnectionString ?? server!.ConnectionString);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(said);
        return ExitCodes.Success;
    }
}
