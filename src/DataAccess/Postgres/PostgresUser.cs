namespace ImpactService.DataAccess.Postgres;

/// <summary>
/// The account that runs the server: this process's own, except that PostgreSQL refuses to run as root. Then it is the account "postgres" that the
/// system's package made, entered by setpriv.
/// </summary>
internal sealed record PostgresUser(string? SystemAccount)
{
    private const string PackageAccount = "postgres";

    public static PostgresUser Current { get; } = new(Environment.IsPrivilegedProcess ? PackageAccount : null);

    /// <summary>The command as that account runs it.</summary>
    public IReadOnlyList<string> Command(params IEnumerable<string> command) => SystemAccount is { } account
        ? ["setpriv", $"--reuid={account}", $"--regid={account}", "--init-groups", .. command]
        : [.. command];

    /// <summary>Makes a private directory (mode 0700) that belongs to the account.</summary>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public async Task CreateDirectoryAsync(string path, CancellationToken cancellationToken)
    {
        string[] owner = SystemAccount is { } account ? ["-o", account, "-g", account] : [];
        HelperCommand.Result result = await HelperCommand.RunAsync(["install", "-d", "-m", "0700", .. owner, path], cancellationToken);
        if (result.ExitCode != 0)
            throw new StoreException($"cannot make the directory '{path}' for the database server: {result.Error}");
    }

    /// <summary>False for a directory of another account below which the server's account may not go, such as root's home.</summary>
    public async Task<bool> CanReachAsync(string path, CancellationToken cancellationToken) =>
        (await HelperCommand.RunAsync(Command("test", "-w", path, "-a", "-x", path), cancellationToken)).ExitCode == 0;
}
