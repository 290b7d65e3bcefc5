using System.Globalization;
using Npgsql;

namespace ImpactService.DataAccess.Postgres;

/// <summary>
/// postmaster.pid, by which a running server says who and where it is. Lines (PostgreSQL manual, section "Database File Layout"; miscadmin.h):
/// pid, data directory, start time, port, socket directory, listen address, shared memory key, status.
/// </summary>
internal sealed record PostmasterFile(int ProcessId, int Port, string SocketDirectory, string Status)
{
    private const int PidLine = 0, PortLine = 3, SocketLine = 4, StatusLine = 7;

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = SocketDirectory, Port = Port, Username = LocalPostgres.UserName, Database = database }.ConnectionString;

    public bool IsReady => Status == "ready";

    /// <returns>Null when there is none, or when the server is still writing it.</returns>
    public static PostmasterFile? Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return null;
        }

        return Parse(lines);
    }

    internal static PostmasterFile? Parse(string[] lines)
    {
        if (lines.Length <= SocketLine
            || !int.TryParse(lines[PidLine], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int processId)
            || !int.TryParse(lines[PortLine], NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            return null;
        string status = lines.Length > StatusLine ? lines[StatusLine].Trim() : "";
        return new PostmasterFile(processId, port, lines[SocketLine], status);
    }

    /// <summary>
    /// Whether the process of that id is the server of this cluster. After a crash or a restart of the machine the id may belong to anybody;
    /// the working directory of a server is its cluster.
    /// </summary>
    public bool IsServerOf(string cluster)
    {
        FileSystemInfo? directory;
        try
        {
            directory = new DirectoryInfo($"/proc/{ProcessId}/cwd").ResolveLinkTarget(returnFinalTarget: false);
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // A process of another account: no server of this one.
            return false;
        }

        return directory is not null && Path.TrimEndingDirectorySeparator(directory.FullName) == Path.TrimEndingDirectorySeparator(cluster);
    }
}
