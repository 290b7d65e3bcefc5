using System.Globalization;

namespace ImpactService.DataAccess.Postgres;

/// <summary>The private server's files: the cluster, its log, and two lock files.</summary>
internal sealed record PostgresHome(string Path)
{
    /// <summary>Where the files of a data directory go that the server's account cannot reach (root's home); a symbolic link leads there.</summary>
    private const string SystemRoot = "/var/lib/impact-service";

    private const int LogLinesInErrors = 5;

    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    public string Log => System.IO.Path.Combine(Path, "server.log");

    public string PreviousLog => Log + ".previous";

    public string PostmasterFile => System.IO.Path.Combine(Cluster, "postmaster.pid");

    /// <summary>Held while a process looks whether a server is there and starts one.</summary>
    public string StartLock => System.IO.Path.Combine(Path, "start.lock");

    /// <summary>Held, shared, by every process that uses the server; see <see cref="ServerProcess"/>.</summary>
    public string UsersLock => System.IO.Path.Combine(Path, "users.lock");

    /// <returns>Null when there is no cluster yet.</returns>
    public int? ClusterMajorVersion
    {
        get
        {
            string file = System.IO.Path.Combine(Cluster, "PG_VERSION");
            return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>What the server said last, for error messages.</summary>
    public string LastLogLines() => File.Exists(Log) ? string.Join(" | ", File.ReadLines(Log).TakeLast(LogLinesInErrors)) : "it wrote no log";

    /// <summary>Makes the directory where needed; a temporary one where none is given.</summary>
    public static async Task<PostgresHome> OpenAsync(string? dataDirectory, PostgresUser user, CancellationToken cancellationToken)
    {
        if (dataDirectory is null)
            return new PostgresHome(await TemporaryDirectory.CreateAsync(user, cancellationToken));
        string path = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataDirectory), "postgres");
        if (!Directory.Exists(path))
            await CreateAsync(path, user, cancellationToken);
        return new PostgresHome(new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
    }

    private static async Task CreateAsync(string path, PostgresUser user, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        // A link whose target is gone: the data was deleted there, so a new home is made.
        File.Delete(path);
        await user.CreateDirectoryAsync(path, cancellationToken);
        if (await user.CanReachAsync(path, cancellationToken))
            return;
        Directory.Delete(path);
        string target = System.IO.Path.Combine(SystemRoot, Guid.NewGuid().ToString("N"));
        await user.CreateDirectoryAsync(SystemRoot, cancellationToken);
        await user.CreateDirectoryAsync(target, cancellationToken);
        Directory.CreateSymbolicLink(path, target);
    }
}
