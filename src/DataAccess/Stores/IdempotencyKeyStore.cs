using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>A claim as it is in the store.</summary>
/// <param name="Status">Null while the request is in flight.</param>
public sealed record StoredClaim(bool IsNew, byte[] BodyHash, int? Status, string? ContentType, byte[]? Body);

/// <summary>Idempotency keys of requests that write, with what was answered.</summary>
public sealed class IdempotencyKeyStore
{
    private readonly NpgsqlDataSource dataSource;

    internal IdempotencyKeyStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Claims the key, or says who has it. A claim from before <paramref name="abandonedBefore"/> that was never answered, and one from before <paramref name="expiredBefore"/>, are free again.</summary>
    public async Task<StoredClaim> ClaimAsync(
        string? tenant, string route, string key, byte[] bodyHash, Timestamp now, Timestamp abandonedBefore, Timestamp expiredBefore, CancellationToken cancellationToken = default)
    {
        const string sql = """
            INSERT INTO idempotency_keys AS k (tenant, route, key, body_hash, claimed_time) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant, route, key) DO UPDATE SET body_hash = EXCLUDED.body_hash, claimed_time = EXCLUDED.claimed_time, status = NULL, content_type = NULL, body = NULL
                WHERE k.claimed_time < $7 OR (k.status IS NULL AND k.claimed_time < $6)
            RETURNING body_hash
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        AddKey(command, tenant, route, key);
        command.Parameters.AddWithValue(bodyHash);
        command.Parameters.Add(QueryTime.Parameter(now));
        command.Parameters.Add(QueryTime.Parameter(abandonedBefore));
        command.Parameters.Add(QueryTime.Parameter(expiredBefore));
        if (await command.ExecuteScalarAsync(cancellationToken) is byte[] own)
            return new StoredClaim(IsNew: true, own, null, null, null);
        return await FindAsync(tenant, route, key, cancellationToken) ?? new StoredClaim(IsNew: false, bodyHash, null, null, null);
    }

    public async Task CompleteAsync(string? tenant, string route, string key, int status, string? contentType, byte[] body, CancellationToken cancellationToken = default)
    {
        const string sql = "UPDATE idempotency_keys SET status = $4, content_type = $5, body = $6 WHERE tenant = $1 AND route = $2 AND key = $3";
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        AddKey(command, tenant, route, key);
        command.Parameters.AddWithValue(status);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = contentType });
        command.Parameters.AddWithValue(body);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Frees a key that was claimed and not answered.</summary>
    public async Task ReleaseAsync(string? tenant, string route, string key, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("DELETE FROM idempotency_keys WHERE tenant = $1 AND route = $2 AND key = $3 AND status IS NULL");
        AddKey(command, tenant, route, key);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets what was claimed before a time.</summary>
    /// <returns>How many keys.</returns>
    public async Task<int> DropBeforeAsync(Timestamp before, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("DELETE FROM idempotency_keys WHERE claimed_time < $1");
        command.Parameters.Add(QueryTime.Parameter(before));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<StoredClaim?> FindAsync(string? tenant, string route, string key, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT body_hash, status, content_type, body FROM idempotency_keys WHERE tenant = $1 AND route = $2 AND key = $3");
        AddKey(command, tenant, route, key);
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        return await r.ReadAsync(cancellationToken)
            ? new StoredClaim(IsNew: false, r.GetFieldValue<byte[]>(0), r.IsDBNull(1) ? null : r.GetInt32(1), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : r.GetFieldValue<byte[]>(3))
            : null;
    }

    private static void AddKey(NpgsqlCommand command, string? tenant, string route, string key)
    {
        command.Parameters.AddWithValue(tenant ?? "");
        command.Parameters.AddWithValue(route);
        command.Parameters.AddWithValue(key);
    }
}
