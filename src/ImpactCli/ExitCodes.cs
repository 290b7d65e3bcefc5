namespace ImpactService.ImpactCli;

/// <summary>What the process returns to its caller. An unhandled exception (a bug) keeps the runtime's own code and stack trace.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command could not do what was asked: one line on the error stream says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>128 + SIGINT, as shells expect.</summary>
    public const int Cancelled = 130;
}
