using System.Data;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Trained models; at most one is active.</summary>
public sealed class ModelStore
{
    private const string Columns = """
        id, name, hash, created_time, trained_through, feature_schema_hash, status, promotion::text, octet_length(artifact), active, activated_anyway, activated_time
        """;

    private const int ArtifactColumn = 12;

    private readonly NpgsqlDataSource dataSource;
    private readonly string actor;

    internal ModelStore(NpgsqlDataSource dataSource, string actor) => (this.dataSource, this.actor) = (dataSource, actor);

    /// <summary>Saves a model; one of that hash that is there already keeps its id, and its status and promotion are brought up to date.</summary>
    public async Task<int> SaveAsync(NewModel model, byte[] artifact, CancellationToken cancellationToken = default)
    {
        const string sql = """
            INSERT INTO models (name, hash, created_time, trained_through, feature_schema_hash, status, promotion, artifact)
            VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
            ON CONFLICT (hash) DO UPDATE SET name = EXCLUDED.name, status = EXCLUDED.status, promotion = EXCLUDED.promotion
            RETURNING id
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(model.Name);
        command.Parameters.AddWithValue(model.Hash);
        command.Parameters.Add(QueryTime.Parameter(model.CreatedTime));
        command.Parameters.Add(QueryTime.Parameter(model.TrainedThrough));
        command.Parameters.AddWithValue(model.FeatureSchemaHash);
        command.Parameters.AddWithValue(ToText(model.Status));
        command.Parameters.AddWithValue(model.PromotionJson);
        command.Parameters.AddWithValue(artifact);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Records the outcome of a model's backtest.</summary>
    /// <returns>False when there is no such model.</returns>
    public async Task<bool> JudgeAsync(int id, ModelStatus status, string promotionJson, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("UPDATE models SET status = $2, promotion = $3::jsonb WHERE id = $1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(ToText(status));
        command.Parameters.AddWithValue(promotionJson);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Makes a model the active one instead of the one that is, in one transaction: a reader sees the old one or the new one.</summary>
    /// <param name="anyway">The model has not passed and the user insists; remembered, so that answers can say it.</param>
    /// <returns>False when there is no such model; the active one then stays.</returns>
    public async Task<bool> ActivateAsync(int id, bool anyway, CancellationToken cancellationToken = default)
    {
        // The table lock makes two activations follow each other, so that the second one sees what the first has done.
        const string sql = """
            LOCK TABLE models IN SHARE ROW EXCLUSIVE MODE;
            UPDATE models SET active = false WHERE active AND id <> @id AND EXISTS (SELECT FROM models WHERE id = @id);
            UPDATE models SET active = true, activated_anyway = @anyway, activated_time = clock_timestamp() WHERE id = @id;
            SELECT EXISTS (SELECT FROM models WHERE id = @id AND active);
            """;
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("anyway", anyway);
        bool found = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (found)
            await AuditStore.AppendAsync(connection, actor, "modelActivated", $"{id}", new { Anyway = anyway }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    /// <returns>Null when no model is active.</returns>
    public Task<LoadedModel?> LoadActiveAsync(CancellationToken cancellationToken = default) =>
        LoadAsync(dataSource.CreateCommand($"SELECT {Columns}, artifact FROM models WHERE active"), cancellationToken);

    /// <returns>Null when there is no such model.</returns>
    public Task<LoadedModel?> LoadAsync(int id, CancellationToken cancellationToken = default)
    {
        NpgsqlCommand command = dataSource.CreateCommand($"SELECT {Columns}, artifact FROM models WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return LoadAsync(command, cancellationToken);
    }

    /// <summary>For replays: the model that gave an answer, active or not.</summary>
    /// <returns>Null when there is no such model.</returns>
    public Task<LoadedModel?> LoadByHashAsync(string hash, CancellationToken cancellationToken = default)
    {
        NpgsqlCommand command = dataSource.CreateCommand($"SELECT {Columns}, artifact FROM models WHERE hash = $1");
        command.Parameters.AddWithValue(hash);
        return LoadAsync(command, cancellationToken);
    }

    /// <summary>Latest first, without artifacts.</summary>
    public async Task<IReadOnlyList<StoredModel>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand($"SELECT {Columns} FROM models ORDER BY id DESC");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<StoredModel> models = [];
        while (await reader.ReadAsync(cancellationToken))
            models.Add(Read(reader));
        return models;
    }

    private static async Task<LoadedModel?> LoadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? new LoadedModel(Read(reader), reader.GetFieldValue<byte[]>(ArtifactColumn)) : null;
        }
    }

    private static StoredModel Read(NpgsqlDataReader r) => new(
        r.GetInt32(0), r.GetString(1), r.GetString(2), QueryTime.Read(r, 3), QueryTime.Read(r, 4), r.GetString(5),
        Enum.Parse<ModelStatus>(r.GetString(6), ignoreCase: true), r.GetString(7), r.GetInt32(8), r.GetBoolean(9), r.GetBoolean(10), r.IsDBNull(11) ? null : QueryTime.Read(r, 11));

    private static string ToText(ModelStatus status) => status.ToString().ToLowerInvariant();
}
