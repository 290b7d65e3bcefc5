using System.Globalization;

namespace ImpactService.DataAccess.Postgres;

/// <summary>The directory of an installed PostgreSQL's programs (initdb, postgres) and its major version.</summary>
internal sealed record PostgresBinaries(string Directory, int MajorVersion)
{
    /// <summary>Older ones lack what the migrations use (jsonpath of 12, incremental sorts of 13).</summary>
    public const int OldestMajorVersion = 14;

    private const string DebianRoot = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Directory, "initdb");

    /// <summary>Libraries are in ../lib (Debian) or ../lib/postgresql.</summary>
    public bool HasTimescale => File.Exists(Path.Combine(Directory, "../lib/timescaledb.so")) || File.Exists(Path.Combine(Directory, "../lib/postgresql/timescaledb.so"));

    public string Server => Path.Combine(Directory, "postgres");

    /// <summary>
    /// The newest installed version, or exactly the one that an existing cluster was made with: the files of one major version cannot be read by another.
    /// Looked for in Debian's directories, in PATH and where pg_config points.
    /// </summary>
    /// <exception cref="StoreException">There is none.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? clusterMajorVersion, CancellationToken cancellationToken)
    {
        List<PostgresBinaries> found = [];
        foreach (string directory in await CandidatesAsync(cancellationToken))
        {
            if (await ProbeAsync(directory, cancellationToken) is { } binaries)
                found.Add(binaries);
        }

        PostgresBinaries? best = found
            .Where(b => clusterMajorVersion is { } wanted ? b.MajorVersion == wanted : b.MajorVersion >= OldestMajorVersion)
            .MaxBy(b => b.MajorVersion);
        return best ?? throw new StoreException(Missing(clusterMajorVersion, found));
    }

    internal static int ParseMajorVersion(string versionOutput)
    {
        // "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", "initdb (PostgreSQL) 17beta1"
        string afterName = versionOutput[(versionOutput.IndexOf(')') + 1)..].TrimStart();
        string digits = new([.. afterName.TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int major) ? major : 0;
    }

    private static async Task<IEnumerable<string>> CandidatesAsync(CancellationToken cancellationToken)
    {
        List<string> directories = [];
        if (System.IO.Directory.Exists(DebianRoot))
            directories.AddRange(System.IO.Directory.GetDirectories(DebianRoot).Select(d => Path.Combine(d, "bin")));
        if (HelperCommand.Find("postgres") is { } server)
            directories.Add(Path.GetDirectoryName(server)!);
        if (HelperCommand.Find("pg_config") is { } config)
            directories.Add((await HelperCommand.RunAsync([config, "--bindir"], cancellationToken)).Output);
        return directories.Distinct(StringComparer.Ordinal);
    }

    private static async Task<PostgresBinaries?> ProbeAsync(string directory, CancellationToken cancellationToken)
    {
        PostgresBinaries binaries = new(directory, 0);
        if (!File.Exists(binaries.Server) || !File.Exists(binaries.Initdb))
            return null;
        HelperCommand.Result version = await HelperCommand.RunAsync([binaries.Server, "--version"], cancellationToken);
        return version.ExitCode == 0 ? binaries with { MajorVersion = ParseMajorVersion(version.Output) } : null;
    }

    private static string Missing(int? clusterMajorVersion, List<PostgresBinaries> found)
    {
        string wanted = clusterMajorVersion is { } version ? $"PostgreSQL {version} (the version that the data directory was made with)" : $"PostgreSQL {OldestMajorVersion} or newer";
        string package = clusterMajorVersion is { } major ? $"postgresql-{major}" : "postgresql";
        string installed = found.Count == 0 ? "none is installed" : $"installed: {string.Join(", ", found.Select(b => b.MajorVersion).Order())}";
        return $"{wanted} is needed and {installed}. Install it (Debian, Ubuntu: sudo apt-get install {package}; Fedora: sudo dnf install postgresql-server; macOS: brew install {package})"
            + " or give a connection string of a server of your own.";
    }
}
