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
    /// Arguments: users' lock, log, postmaster.pid, the cluster, what to delete at the end (a directory or empty, twice), the server's command. A server that cannot start or was stopped removes its
    /// postmaster.pid, one that was killed ends by a signal or leaves it, empty if that was its first act, which the next one would take for another that is starting. Children of a killed server are ended
    /// at its end, and only then (a server that another process has started meanwhile is none of them): while one of them lives, which may be long on a busy machine, no other starts. Once one was killed, what keeps the next from starting is taken to pass: it is tried for two minutes.
    /// </summary>
    private const string Script = """
        lock=$1 log=$2 pidfile=$3 cluster=$4 sockets=$5 throwaway=$6
        shift 6
        exec 3<&0 </dev/null >>"$log" 2>&1
        stopping= server= status=0 restarts=0
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
                status=$?
            done
            if [ "$status" -ge 128 ]; then
                if [ ! -s "$pidfile" ]; then rm -f "$pidfile"; fi
                for process in /proc/[0-9]*; do
                    if [ "$process/cwd" -ef "$cluster" ] && [ "$process/exe" -ef "$1" ]; then kill -KILL "${process#/proc/}"; fi
                done
            elif [ ! -e "$pidfile" ] && { [ "$restarts" -eq 0 ] || [ "$restarts" -ge 240 ]; }; then
                break
            fi
            restarts=$((restarts + 1))
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
        IReadOnlyList<string> command = user.Command("sh", "-c", Script, "impact-postgres", home.UsersLock, home.Log, home.PostmasterFile, home.Cluster, socketDirectory, deletedAtEnd);
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
