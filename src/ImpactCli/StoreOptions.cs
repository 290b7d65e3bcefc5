using System.CommandLine;
using ImpactService.DataAccess;

namespace ImpactService.ImpactCli;

/// <summary>Where the store is: a private data directory (embedded PostgreSQL) or a connection string, and how to get it.</summary>
internal sealed record StoreLocation(string DataDirectory, string? ConnectionString);

/// <summary>The two options that every command shares. They are declared once on the root command and may be given before or after the command's name.</summary>
internal static class StoreOptions
{
    public const string DataVariable = "IMPACT_DATA";
    public const string ConnectionVariable = "IMPACT_CONNECTION";

    public static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Recursive = true,
        Description = $"Private data directory (embedded PostgreSQL, models, rejects). Default: ${DataVariable}, else ./data.",
    };

    public static readonly Option<string?> Connection = new("--connection")
    {
        HelpName = "STRING",
        Recursive = true,
        Description = $"PostgreSQL connection string of a server of your own instead of the embedded one. Default: ${ConnectionVariable}.",
    };

    public static StoreLocation Read(ParseResult parsed) => new(
        Path.GetFullPath(FirstGiven(parsed.GetValue(Data), DataVariable) ?? "data"),
        FirstGiven(parsed.GetValue(Connection), ConnectionVariable));

    /// <summary>Opens the store, migrated. The caller disposes it.</summary>
    public static Task<ImpactStore> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        StoreLocation location = Read(parsed);
        return ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = location.DataDirectory, ConnectionString = location.ConnectionString }, cancellationToken);
    }

    private static string? FirstGiven(string? option, string variable)
    {
        string? value = option ?? Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
