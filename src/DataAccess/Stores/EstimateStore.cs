using ImpactService.DataAccess.Copying;
using Npgsql;
using NpgsqlTypes;

namespace ImpactService.DataAccess.Stores;

/// <summary>Answers that were given. Appended in blocks in the background, read one at a time.</summary>
public sealed class EstimateStore
{
    /// <summary>The name that PostgreSQL gave it.</summary>
    private const string BlockKey = "estimate_blocks_pkey";

    private readonly NpgsqlDataSource dataSource;

    internal EstimateStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>
    /// Adds blocks, all or none. Those that are there already are passed over, so what may or may not have arrived before a failure is simply sent again.
    /// </summary>
    /// <returns>How many estimates were new.</returns>
    /// <exception cref="PostgresException">Also when an estimate is there in another block: what was said is never changed.</exception>
    public async Task<int> AppendAsync(IReadOnlyList<EstimateBlock> blocks, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        EstimateBlock[] added = [.. blocks];
        while (!await TryCopyAsync(connection, added, cancellationToken))
            added = await NewOnesAsync(connection, blocks, cancellationToken);
        return added.Sum(b => b.Rows.Length);
    }

    /// <returns>Null when there is none of that id, or when it belongs to another tenant than the given one (null: those that belong to none).</returns>
    /// <exception cref="InvalidDataException">The evidence is there and cannot be read.</exception>
    public async Task<EstimateRecord?> FindAsync(Guid id, string? tenant, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT e.estimate_time, e.model_hash, e.position, b.content
            FROM estimates e JOIN estimate_blocks b ON b.id = e.block
            WHERE e.id = $1 AND e.tenant IS NOT DISTINCT FROM $2::text
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = tenant });
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        if (!await r.ReadAsync(cancellationToken))
            return null;
        EstimateRow row = new(id, QueryTime.Read(r, 0), tenant, r.IsDBNull(1) ? null : r.GetString(1));
        return BlockContent.Read(r.GetFieldValue<byte[]>(3), r.GetInt16(2)).Of(row);
    }

    /// <summary>Those that are not there, each once. Another process may add some of them meanwhile: then the next copy is refused too, and who asks again sees them.</summary>
    private static async Task<EstimateBlock[]> NewOnesAsync(NpgsqlConnection connection, IReadOnlyList<EstimateBlock> blocks, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT id FROM estimate_blocks WHERE id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = blocks.Select(b => b.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        HashSet<Guid> there = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            there.Add(reader.GetGuid(0));
        return [.. blocks.Where(b => there.Add(b.Id))];
    }

    /// <returns>False when one of the blocks is there already, or given twice; COPY knows no conflicts.</returns>
    private static async Task<bool> TryCopyAsync(NpgsqlConnection connection, EstimateBlock[] blocks, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            await CopyAsync(connection, blocks, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException failure) when (failure is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: BlockKey })
        {
            return false;
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, EstimateBlock[] blocks, CancellationToken cancellationToken)
    {
        const string copyBlocks = "COPY estimate_blocks (id, content) FROM STDIN (FORMAT BINARY)";
        const string copyRows = "COPY estimates (id, estimate_time, tenant, model_hash, block, position) FROM STDIN (FORMAT BINARY)";
        await using (NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(copyBlocks, cancellationToken))
        {
            foreach (EstimateBlock block in blocks)
                await importer.WriteRowAsync(cancellationToken, block.Id, block.Content);
            await importer.CompleteAsync(cancellationToken);
        }

        await using (NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(copyRows, cancellationToken))
        {
            foreach (EstimateBlock block in blocks)
                await WriteRowsAsync(importer, block, cancellationToken);
            await importer.CompleteAsync(cancellationToken);
        }
    }

    private static async Task WriteRowsAsync(NpgsqlBinaryImporter importer, EstimateBlock block, CancellationToken cancellationToken)
    {
        for (short position = 0; position < block.Rows.Length; position++)
        {
            EstimateRow row = block.Rows[position];
            await importer.StartRowAsync(cancellationToken);
            await importer.WriteAsync(row.Id, NpgsqlDbType.Uuid, cancellationToken);
            await importer.WriteAsync(ServerTime.Encode(row.Time), NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteTextAsync(importer, row.Tenant, cancellationToken);
            await WriteTextAsync(importer, row.ModelHash, cancellationToken);
            await importer.WriteAsync(block.Id, NpgsqlDbType.Uuid, cancellationToken);
            await importer.WriteAsync(position, NpgsqlDbType.Smallint, cancellationToken);
        }
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter importer, string? text, CancellationToken cancellationToken) =>
        text is null ? importer.WriteNullAsync(cancellationToken) : importer.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
}
