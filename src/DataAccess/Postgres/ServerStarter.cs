namespace ImpactService.DataAccess.Postgres;

/// <summary>Finds the server of a cluster, or makes the cluster and starts it. The caller holds the start lock.</summary>
internal sealed class ServerStarter(PostgresHome home, PostgresUser user, bool throwaway)
{
    /// <summary>What a server says that starts while children of one that was killed are still alive; they end within seconds.</summary>
    private const string OldServersMemory = "still in use";

    private static readonly TimeSpan poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan retryInterval = TimeSpan.FromMilliseconds(250);

    /// <returns>The running server once it accepts connections, or null when there is none.</returns>
    public async Task<PostmasterFile?> FindRunningAsync(CancellationToken cancellationToken)
    {
        while (PostmasterFile.Read(home.PostmasterFile) is { } file && file.IsServerOf(home.Cluster))
        {
            if (file.IsReady)
                return file;
            await Task.Delay(poll, cancellationToken);
        }

        return null;
    }

    public async Task<(ServerProcess Server, PostmasterFile Postmaster)> StartAsync(CancellationToken cancellationToken)
    {
        PostgresBinaries binaries = await PostgresBinaries.FindAsync(home.ClusterMajorVersion, cancellationToken);
        if (home.ClusterMajorVersion is null)
            await InitialiseAsync(binaries, cancellationToken);
        while (true)
        {
            RemoveLeftovers();
            ServerProcess server = await LaunchAsync(binaries, cancellationToken);
            if (await WaitUntilReadyAsync(server, cancellationToken) is { } ready)
                return (server, ready);
            await server.DisposeAsync();
            string log = home.LastLogLines();
            if (!log.Contains(OldServersMemory, StringComparison.Ordinal))
                throw new StoreException($"the private PostgreSQL in '{home.Path}' did not start: {log}");
            await Task.Delay(retryInterval, cancellationToken);
        }
    }

    /// <summary>initdb works beside the cluster's place, so that one that was killed half-way leaves no half cluster.</summary>
    private async Task InitialiseAsync(PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        string unfinished = home.Cluster + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        string[] noSync = throwaway ? ["--no-sync"] : [];
        IReadOnlyList<string> initdb = user.Command(
            [binaries.Initdb, "-D", unfinished, "-U", LocalPostgres.UserName, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", .. noSync]);
        HelperCommand.Result result = await HelperCommand.RunAsync(initdb, cancellationToken);
        if (result.ExitCode != 0)
            throw new StoreException($"cannot make a database cluster in '{home.Path}': {result.Error}");
        Directory.Move(unfinished, home.Cluster);
    }

    /// <summary>
    /// A server that was killed leaves its postmaster.pid and its socket. The file is deleted here because its id may belong to another process of the same account by
    /// now, which PostgreSQL would take for a server; that no old child still uses the data it finds out by the shared memory, whatever the file says.
    /// </summary>
    private void RemoveLeftovers()
    {
        if (PostmasterFile.Read(home.PostmasterFile) is { } old)
            TemporaryDirectory.DeleteLeftover(old.SocketDirectory);
        File.Delete(home.PostmasterFile);
        if (File.Exists(home.Log))
            File.Move(home.Log, home.PreviousLog, overwrite: true);
    }

    private async Task<ServerProcess> LaunchAsync(PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        string sockets = await TemporaryDirectory.CreateAsync(user, cancellationToken);
        return ServerProcess.Start(binaries, home, user, sockets, throwaway);
    }

    /// <returns>Null when the server has ended instead.</returns>
    private async Task<PostmasterFile?> WaitUntilReadyAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        try
        {
            while (!server.HasExited)
            {
                if (PostmasterFile.Read(home.PostmasterFile) is { IsReady: true } file)
                    return file;
                await Task.Delay(poll, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await server.DisposeAsync();
            throw;
        }

        return null;
    }
}
