using System.Globalization;
using Npgsql;

namespace ImpactService.DataAccess.Postgres;

/// <summary>
/// A private PostgreSQL server made from the installed binaries, reachable only through a unix socket in a directory of mode 0700. The first process that opens a data
/// directory starts it; others attach to it while it runs, and it ends with the last of them, even when that one is killed.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    internal const string UserName = "impact";
    private const string DatabaseName = "impact";

    private readonly PostgresHome home;
    private readonly PostmasterFile postmaster;
    private readonly ServerProcess? server;
    private readonly FileLock? usersLock;

    private LocalPostgres(PostgresHome home, PostmasterFile postmaster, ServerProcess? server, FileLock? usersLock) =>
        (this.home, this.postmaster, this.server, this.usersLock) = (home, postmaster, server, usersLock);

    /// <summary>True in the process that started the server.</summary>
    public bool IsOwner => server is not null;

    /// <summary>It changes when the server was killed and started again.</summary>
    public int ServerProcessId => (PostmasterFile.Read(home.PostmasterFile) ?? postmaster).ProcessId;

    /// <summary>Where the files really are: elsewhere than asked where the server's account cannot go there.</summary>
    public string FilesDirectory => home.Path;

    public string ConnectionString => ConnectionStringTo(DatabaseName);

    /// <summary>Starts the server of the data directory, or attaches to it when another process has. The first start makes the cluster.</summary>
    /// <exception cref="StoreException">PostgreSQL is not installed, or the server does not start.</exception>
    public static async Task<LocalPostgres> OpenAsync(LocalPostgresOptions options, CancellationToken cancellationToken = default)
    {
        if (OperatingSystem.IsWindows())
            throw new StoreException("the private PostgreSQL server needs Linux or macOS: give a connection string");
        PostgresHome home = await PostgresHome.OpenAsync(options.DataDirectory, PostgresUser.Current, cancellationToken);
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.StartTimeout);
        try
        {
            return await AttachOrStartAsync(new ServerStarter(home, PostgresUser.Current, options.IsThrowaway), home, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                $"the private PostgreSQL was not ready within {options.StartTimeout.TotalSeconds} s: {home.LastLogLines()}"));
        }
    }

    /// <summary>Connection string of another database of the server (which has to exist).</summary>
    public string ConnectionStringTo(string database) => postmaster.ConnectionString(database);

    /// <summary>Lets go of the server; the last process to do so waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        usersLock?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }

    private static async Task<LocalPostgres> AttachOrStartAsync(ServerStarter starter, PostgresHome home, CancellationToken cancellationToken)
    {
        using FileLock starting = await FileLock.ExclusiveAsync(home.StartLock, cancellationToken);
        // Not granted while a server is shutting down, and no server shuts down while it is held.
        FileLock? users = await FileLock.SharedAsync(home.UsersLock, cancellationToken);
        ServerProcess? started = null;
        LocalPostgres? local = null;
        try
        {
            PostmasterFile? postmaster = await starter.FindRunningAsync(cancellationToken);
            if (postmaster is null)
            {
                users.Dispose();
                users = null;
                (started, postmaster) = await starter.StartAsync(cancellationToken);
            }

            await CreateDatabaseAsync(postmaster, cancellationToken);
            return local = new LocalPostgres(home, postmaster, started, users);
        }
        finally
        {
            if (local is null)
            {
                users?.Dispose();
                if (started is not null)
                    await started.DisposeAsync();
            }
        }
    }

    private static async Task CreateDatabaseAsync(PostmasterFile postmaster, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(postmaster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand exists = new("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection) { Parameters = { new() { Value = DatabaseName } } };
        if (await exists.ExecuteScalarAsync(cancellationToken) is true)
            return;
        await using NpgsqlCommand create = new($"CREATE DATABASE {DatabaseName}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
