using System.Text.Json;
using ImpactService.ImpactModels.Market;
using Npgsql;
using NpgsqlTypes;

namespace ImpactService.DataAccess.Stores;

/// <summary>One act of an administrator.</summary>
/// <param name="Actor">account@machine of the process that did it.</param>
/// <param name="Action">keyCreated, keyRotated, keyRevoked, modelActivated.</param>
public sealed record AuditEntry(long Id, Timestamp Time, string Actor, string Action, string Subject, string DetailJson);

/// <summary>What administrators did. Rows are written by the stores that do it, in the transaction of the act.</summary>
public sealed class AuditStore
{
    private static readonly JsonSerializerOptions camelCase = new(JsonSerializerDefaults.Web);

    private readonly NpgsqlDataSource dataSource;

    internal AuditStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT id, audit_time, actor, action, subject, detail::text FROM audit_log ORDER BY id DESC LIMIT $1");
        command.Parameters.AddWithValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<AuditEntry> entries = [];
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(new AuditEntry(reader.GetInt64(0), QueryTime.Read(reader, 1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)));
        return entries;
    }

    /// <summary>On the connection, and so in the transaction, of the act.</summary>
    internal static async Task AppendAsync(NpgsqlConnection connection, string actor, string action, string subject, object detail, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("INSERT INTO audit_log (actor, action, subject, detail) VALUES ($1, $2, $3, $4)", connection);
        command.Parameters.AddWithValue(actor);
        command.Parameters.AddWithValue(action);
        command.Parameters.AddWithValue(subject);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(detail, camelCase));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
