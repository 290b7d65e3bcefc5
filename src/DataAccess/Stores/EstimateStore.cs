using ImpactService.DataAccess.Copying;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Answers that were given. Appended in batches in the background, read one at a time.</summary>
public sealed class EstimateStore
{
    private const string Columns = "id, estimate_time, tenant, request, answer, model_hash, features, calibration_state, data_times";

    private readonly NpgsqlDataSource dataSource;

    internal EstimateStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>
    /// Adds a batch, whole or not at all. Records whose id is there already are passed over, so a batch that may or may not have arrived before a
    /// failure is simply sent again.
    /// </summary>
    /// <returns>How many were new.</returns>
    public async Task<int> AppendAsync(IReadOnlyList<EstimateRecord> records, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            await CopyAsync(connection, CopyTable.Estimates, records);
            await transaction.CommitAsync(cancellationToken);
            return records.Count;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return await AppendNewAsync(connection, records, cancellationToken);
        }
    }

    /// <returns>Null when there is none of that id, or when it belongs to another tenant than the given one (null: those that belong to none).</returns>
    public async Task<EstimateRecord?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken = default)
    {
        const string sql = $"SELECT {Columns} FROM estimates WHERE id = $1 AND tenant IS NOT DISTINCT FROM $2::text";
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = tenant });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>COPY knows no conflicts, so a batch that meets one goes through a table of its own.</summary>
    private static async Task<int> AppendNewAsync(NpgsqlConnection connection, IReadOnlyList<EstimateRecord> records, CancellationToken cancellationToken)
    {
        const string create = "CREATE TEMPORARY TABLE new_estimates (LIKE estimates) ON COMMIT DROP";
        const string insert = $"INSERT INTO estimates ({Columns}) SELECT {Columns} FROM new_estimates ON CONFLICT (id) DO NOTHING";
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (NpgsqlCommand command = new(create, connection))
            await command.ExecuteNonQueryAsync(cancellationToken);
        await CopyAsync(connection, CopyTable.NewEstimates, records);
        await using NpgsqlCommand move = new(insert, connection);
        int added = await move.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, CopyTable table, IReadOnlyList<EstimateRecord> records)
    {
        await using CopyPipeline pipeline = new(connection);
        CopyBuffer buffer = pipeline.Rent(table);
        foreach (EstimateRecord record in records)
        {
            int rowBytes = EstimateRow.BytesMax(record);
            if (!buffer.HasRoomFor(rowBytes) && !buffer.IsEmpty)
                buffer = pipeline.Exchange(buffer);
            if (!buffer.HasRoomFor(rowBytes))
                buffer.Grow(rowBytes);
            EstimateRow.Append(buffer, record);
        }

        if (!buffer.IsEmpty)
            pipeline.Enqueue(buffer);
        await pipeline.FlushAsync();
    }

    private static EstimateRecord Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), QueryTime.Read(r, 1), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), r.GetString(4),
        r.IsDBNull(5) ? null : r.GetString(5), r.GetFieldValue<double[]>(6), r.IsDBNull(7) ? null : r.GetString(7), r.GetString(8));
}
