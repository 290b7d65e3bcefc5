namespace ImpactService.DataAccess;

/// <summary>Which server: that of the connection string, else a private one with its files in the data directory.</summary>
public sealed record ImpactStoreOptions
{
    /// <summary>Npgsql's format: "Host=...;Username=...;Password=...;Database=...". Null starts the private server.</summary>
    public string? ConnectionString { get; init; }

    public string DataDirectory { get; init; } = "data";

    /// <summary>Who does what this process does, for the audit log.</summary>
    public string Actor { get; init; } = $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>A private server in a temporary directory, deleted when it ends, however it ends: for tests and demonstrations.</summary>
    public bool Throwaway { get; init; }
}
