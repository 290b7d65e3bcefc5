namespace ImpactService.DataAccess.Postgres;

/// <summary>Private directories for sockets and throwaway clusters. Not below $TMPDIR: the address of a unix socket is at most 107 bytes.</summary>
internal static class TemporaryDirectory
{
    private const string Prefix = "/tmp/impact-postgres-";
    private const int SuffixLength = 12;

    public static async Task<string> CreateAsync(PostgresUser user, CancellationToken cancellationToken)
    {
        string path = Prefix + Guid.NewGuid().ToString("N")[..SuffixLength];
        await user.CreateDirectoryAsync(path, cancellationToken);
        return path;
    }

    /// <summary>Deletes what a server left that was killed together with its shell; any other path is left alone.</summary>
    public static void DeleteLeftover(string path)
    {
        if (path.StartsWith(Prefix, StringComparison.Ordinal) && Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
