namespace ImpactService.DataAccess.Postgres;

/// <summary>Where the private server keeps its files, and how careful it is with them.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>
    /// The server's files go into its sub-directory "postgres". Null: a throwaway server in a temporary directory of its own, without fsync; its data is deleted when the
    /// server ends, however it ends.
    /// </summary>
    public required string? DataDirectory { get; init; }

    /// <summary>A start takes a fraction of a second; recovery after a crash in the middle of a large import takes longer.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public bool IsThrowaway => DataDirectory is null;
}
