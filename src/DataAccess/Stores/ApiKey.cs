using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>What a key may do.</summary>
[Flags]
public enum ApiScopes
{
    None = 0,

    /// <summary>Ask for estimates and read what they rest on.</summary>
    Estimate = 1,

    /// <summary>Send market data, signals and executions.</summary>
    Ingest = 2,

    /// <summary>Administer the service.</summary>
    Admin = 4,
}

/// <summary>A key to be made.</summary>
/// <param name="RequestsPerSecond">Null: what the server allows by default.</param>
/// <param name="ExpiresTime">Null: never.</param>
public sealed record NewApiKey(string Name, string Tenant, ApiScopes Scopes, int? RequestsPerSecond, Timestamp? ExpiresTime);

/// <summary>What the store knows of a key: all but the key.</summary>
/// <param name="Id">The public part, with which the key begins.</param>
/// <param name="KeyHash">SHA-256 of the whole key.</param>
/// <param name="Replaces">The key that was rotated into this one.</param>
public sealed record ApiKey(
    string Id,
    byte[] KeyHash,
    string Name,
    string Tenant,
    ApiScopes Scopes,
    int? RequestsPerSecond,
    Timestamp CreatedTime,
    Timestamp? ExpiresTime,
    Timestamp? RevokedTime,
    string? Replaces)
{
    public bool IsUsableAt(Timestamp now) => RevokedTime is null && !(ExpiresTime <= now);
}

/// <summary>A key that has just been made, with its text: the only moment at which anybody has it.</summary>
public sealed record IssuedKey(ApiKey Key, string Text);
