using System.Diagnostics;
using System.Globalization;

namespace ImpactService.DataAccess.Postgres;

/// <summary>
/// The running server under a small shell that outlives this process: the shell reads a pipe that this process holds open, so it learns of its end even after SIGKILL.
/// It then waits until no other process holds the users' lock and shuts the server down. (PR_SET_PDEATHSIG would fire when the thread that started the server ends.)
/// A server that is killed while it is used is started again.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>A fast shutdown writes a checkpoint of at most the shared buffers.</summary>
    private static readonly TimeSpan stopTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan otherUsersPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Arguments: users' lock, log, postmaster.pid, what to delete at the end (a directory or empty, twice), the server's command. Only a server that was killed leaves its
    /// postmaster.pid; one that cannot start or was stopped removes it.
    /// </summary>
    private const string Script = """
        lock=$1 log=$2 pidfile=$3 sockets=$4 throwaway=$5
        shift 5
        exec 3<&0 </dev/null >>"$log" 2>&1
        stopping= server=
        trap 'stopping=1; kill -INT "$server"' USR1
        (
            while read -r _; do :; done <&3
            if command -v flock >/dev/null; then exec 4<"$lock"; flock 4; fi
            kill -USR1 $$
            while kill -0 $$ 2>/dev/null; do sleep 0.1; done
        ) &
        watcher=$!
        while [ -z "$stopping" ]; do
            "$@" 3<&- &
            server=$!
            while kill -0 "$server" 2>/dev/null; do
                if [ -n "$stopping" ]; then kill -INT "$server"; fi
                wait "$server"
            done
            if [ ! -e "$pidfile" ]; then break; fi
            sleep 0.5
        done
        kill "$watcher" 2>/dev/null
        rm -rf "$sockets"
        if [ -n "$throwaway" ]; then rm -rf "$throwaway"; fi
        """;

    /// <summary>Whatever the umask: the shell runs under the server's account.</summary>
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Process shell;
    private readonly PostgresHome home;

    private ServerProcess(Process shell, PostgresHome home) => (this.shell, this.home) = (shell, home);

    public bool HasExited => shell.HasExited;

    public static ServerProcess Start(PostgresBinaries binaries, PostgresHome home, PostgresUser user, string socketDirectory, bool throwaway)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(home.UsersLock, ReadableByAll);
        string deletedAtEnd = throwaway ? home.Path : "";
        string[] server = [binaries.Server, "-D", home.Cluster, .. ServerSettings.Arguments(binaries, socketDirectory, throwaway)];
        IReadOnlyList<string> command = user.Command("sh", "-c", Script, "impact-postgres", home.UsersLock, home.Log, home.PostmasterFile, socketDirectory, deletedAtEnd);
        // A session of its own keeps Ctrl-C in the terminal away from the server, which would shut down under a process that is still finishing its work.
        string[] session = HelperCommand.Find("setsid") is { } setsid ? [setsid] : [];
        string[] all = [.. session, .. command, .. server];
        ProcessStartInfo start = new(all[0], all.Skip(1)) { RedirectStandardInput = true, WorkingDirectory = "/" };
        return new ServerProcess(HelperCommand.Start(start), home);
    }

    /// <summary>Lets go of the server and, unless another process still uses it, waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        using CancellationTokenSource timeout = new(stopTimeout);
        while (!shell.HasExited && !OthersUseIt() && !timeout.IsCancellationRequested)
            await Task.WhenAny(shell.WaitForExitAsync(timeout.Token), Task.Delay(otherUsersPoll, timeout.Token));
        if (timeout.IsCancellationRequested)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"the private PostgreSQL (see {home.Log}) did not stop within {stopTimeout.TotalSeconds} s"));
        shell.Dispose();
    }

    /// <summary>Somebody holds the lock and it is not the shell, whose lock is exclusive.</summary>
    private bool OthersUseIt()
    {
        if (!File.Exists(home.UsersLock))
            return false;
        try
        {
            using FileLock? alone = FileLock.TryExclusive(home.UsersLock);
            if (alone is not null)
                return false;
            using FileLock? shared = FileLock.TryShared(home.UsersLock);
            return shared is not null;
        }
        catch (IOException) when (!File.Exists(home.UsersLock))
        {
            return false; // The shell deletes the files of a throwaway server as its last act, between the question and the answer.
        }
    }
}
