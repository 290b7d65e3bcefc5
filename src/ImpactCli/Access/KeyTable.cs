using System.Globalization;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactCli.Access;

/// <summary>The keys of the store, one line each.</summary>
internal static class KeyTable
{
    public static ReportTable Of(IReadOnlyList<ApiKey> keys, Timestamp now)
    {
        ReportTable table = new("Keys", "name", "ID", "tenant", "scopes", "requests/s", "made", "state");
        foreach (ApiKey key in keys)
            table.Add(key.Name, key.Id, key.Tenant, ScopesOf(key), key.RequestsPerSecond?.ToString(CultureInfo.InvariantCulture) ?? "", key.CreatedTime.ToString(), StateOf(key, now));
        return table;
    }

    public static string ScopesOf(ApiKey key) => key.Scopes.ToString().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);

    private static string StateOf(ApiKey key, Timestamp now) => key switch
    {
        { RevokedTime: { } revoked } => $"revoked {revoked}",
        { ExpiresTime: { } expires } => expires <= now ? $"expired {expires}" : $"until {expires}",
        _ => "usable",
    };
}
