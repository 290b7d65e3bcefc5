using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>API keys. Each change leaves its row in the audit log, in the same transaction.</summary>
public sealed class ApiKeyStore
{
    private const string Columns = "id, key_hash, name, tenant, scopes, requests_per_second, created_time, expires_time, revoked_time, replaces";

    private readonly NpgsqlDataSource dataSource;
    private readonly string actor;

    internal ApiKeyStore(NpgsqlDataSource dataSource, string actor) => (this.dataSource, this.actor) = (dataSource, actor);

    /// <summary>All keys that ever were, the oldest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand($"SELECT {Columns} FROM api_keys ORDER BY created_time, id");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ApiKey> keys = [];
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(Read(reader));
        return keys;
    }

    public async Task<IssuedKey> CreateAsync(NewApiKey key, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        IssuedKey issued = await InsertAsync(connection, key, replaces: null, cancellationToken);
        await AuditStore.AppendAsync(connection, actor, "keyCreated", issued.Key.Id, new { key.Name, key.Tenant, Scopes = ToTexts(key.Scopes) }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return issued;
    }

    /// <summary>Makes a key like the given one, which from <paramref name="overlapSeconds"/> on is accepted no more.</summary>
    /// <returns>Null when there is no such key, or when it is not usable any more.</returns>
    public async Task<IssuedKey?> RotateAsync(string id, double overlapSeconds, CancellationToken cancellationToken = default)
    {
        const string expire = $"""
            UPDATE api_keys SET expires_time = LEAST(expires_time, clock_timestamp() + make_interval(secs => $2))
            WHERE id = $1 AND revoked_time IS NULL AND (expires_time IS NULL OR expires_time > clock_timestamp()) RETURNING {Columns}
            """;
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using NpgsqlCommand command = new(expire, connection) { Parameters = { new() { Value = id }, new() { Value = overlapSeconds } } };
        if (await ReadOneAsync(command, cancellationToken) is not { } old)
            return null;
        IssuedKey issued = await InsertAsync(connection, new NewApiKey(old.Name, old.Tenant, old.Scopes, old.RequestsPerSecond, ExpiresTime: null), id, cancellationToken);
        await AuditStore.AppendAsync(connection, actor, "keyRotated", id, new { ReplacedBy = issued.Key.Id, OverlapSeconds = overlapSeconds }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return issued;
    }

    /// <returns>Null when there is no such key, or when it had been revoked before.</returns>
    public async Task<ApiKey?> RevokeAsync(string id, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using NpgsqlCommand command = new($"UPDATE api_keys SET revoked_time = clock_timestamp() WHERE id = $1 AND revoked_time IS NULL RETURNING {Columns}", connection) { Parameters = { new() { Value = id } } };
        if (await ReadOneAsync(command, cancellationToken) is not { } revoked)
            return null;
        await AuditStore.AppendAsync(connection, actor, "keyRevoked", id, new { revoked.Name, revoked.Tenant }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    private static async Task<IssuedKey> InsertAsync(NpgsqlConnection connection, NewApiKey key, string? replaces, CancellationToken cancellationToken)
    {
        const string sql = $"""
            INSERT INTO api_keys (id, key_hash, name, tenant, scopes, requests_per_second, expires_time, replaces) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING {Columns}
            """;
        string text = ApiKeyText.Create();
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue(ApiKeyText.IdOf(text).ToString());
        command.Parameters.AddWithValue(ApiKeyText.HashOf(text));
        command.Parameters.AddWithValue(key.Name);
        command.Parameters.AddWithValue(key.Tenant);
        command.Parameters.AddWithValue(ToTexts(key.Scopes));
        command.Parameters.Add(new NpgsqlParameter<int?> { TypedValue = key.RequestsPerSecond });
        command.Parameters.Add(key.ExpiresTime is { } expires ? QueryTime.Parameter(expires) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = replaces });
        return new IssuedKey((await ReadOneAsync(command, cancellationToken))!, text);
    }

    private static async Task<ApiKey?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private static ApiKey Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetFieldValue<byte[]>(1), r.GetString(2), r.GetString(3), FromTexts(r.GetFieldValue<string[]>(4)), r.IsDBNull(5) ? null : r.GetInt32(5),
        QueryTime.Read(r, 6), TimeOrNull(r, 7), TimeOrNull(r, 8), r.IsDBNull(9) ? null : r.GetString(9));

    private static Timestamp? TimeOrNull(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : QueryTime.Read(r, column);

    private static string[] ToTexts(ApiScopes scopes) =>
        [.. Enum.GetValues<ApiScopes>().Where(s => s != ApiScopes.None && scopes.HasFlag(s)).Select(s => s.ToString().ToLowerInvariant())];

    private static ApiScopes FromTexts(string[] texts) =>
        texts.Aggregate(ApiScopes.None, (scopes, text) => scopes | Enum.Parse<ApiScopes>(text, ignoreCase: true));
}
