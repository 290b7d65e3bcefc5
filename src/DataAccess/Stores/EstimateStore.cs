using ImpactService.DataAccess.Copying;
using Npgsql;
using NpgsqlTypes;

namespace ImpactService.DataAccess.Stores;

/// <summary>Answers that were given. Appended in batches in the background, read one at a time.</summary>
public sealed class EstimateStore
{
    /// <summary>Five hundred answers: what gathers at thousands a second is one thread's work.</summary>
    private const int BlocksPerThread = 16;

    private const int ThreadsMax = 4;

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
        EstimateRecord[] added = [.. records];
        while (!await TryCopyAsync(connection, added, cancellationToken))
            added = await NewOnesAsync(connection, records, cancellationToken);
        return added.Length;
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
        EstimateEvidence evidence = EstimateBlock.Read(r.GetFieldValue<byte[]>(3), r.GetInt16(2));
        string? model = r.IsDBNull(1) ? null : r.GetString(1);
        return new EstimateRecord(id, QueryTime.Read(r, 0), tenant, evidence.RequestJson, evidence.AnswerJson, model, evidence.Features, evidence.CalibrationState, evidence.DataTimesJson);
    }

    /// <summary>Those whose id is not there, each once. Another process may add some of them meanwhile: then the next copy is refused too, and who asks again sees them.</summary>
    private static async Task<EstimateRecord[]> NewOnesAsync(NpgsqlConnection connection, IReadOnlyList<EstimateRecord> records, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("SELECT id FROM estimates WHERE id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = records.Select(r => r.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        HashSet<Guid> there = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            there.Add(reader.GetGuid(0));
        return [.. records.Where(r => there.Add(r.Id))];
    }

    /// <returns>False when one of the records is there already, or given twice; COPY knows no conflicts.</returns>
    private static async Task<bool> TryCopyAsync(NpgsqlConnection connection, EstimateRecord[] records, CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            await CopyAsync(connection, records, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, EstimateRecord[] records, CancellationToken cancellationToken)
    {
        const string copyBlocks = "COPY estimate_blocks (id, content) FROM STDIN (FORMAT BINARY)";
        const string copyRows = "COPY estimates (id, estimate_time, tenant, model_hash, block, position) FROM STDIN (FORMAT BINARY)";
        EstimateRecord[][] blocks = [.. records.Chunk(EstimateBlock.RecordsMax)];
        byte[][] contents = await CompressAsync(blocks);
        await using (NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(copyBlocks, cancellationToken))
        {
            for (int i = 0; i < blocks.Length; i++)
                await importer.WriteRowAsync(cancellationToken, blocks[i][0].Id, contents[i]);
            await importer.CompleteAsync(cancellationToken);
        }

        await using (NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync(copyRows, cancellationToken))
        {
            foreach (EstimateRecord[] block in blocks)
                await WriteRowsAsync(importer, block, cancellationToken);
            await importer.CompleteAsync(cancellationToken);
        }
    }

    /// <summary>On threads of its own: milliseconds of work on one of the pool's few would hold up the answers that wait for it. A batch that has grown long gets more of them, so that it does not go on growing.</summary>
    private static async Task<byte[][]> CompressAsync(EstimateRecord[][] blocks)
    {
        byte[][] contents = new byte[blocks.Length][];
        int threads = Math.Clamp(blocks.Length / BlocksPerThread, 1, ThreadsMax);
        await Task.WhenAll(Enumerable.Range(0, threads).Select(first => Task.Factory.StartNew(() => Compress(first), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return contents;

        void Compress(int first)
        {
            for (int i = first; i < blocks.Length; i += threads)
                contents[i] = EstimateBlock.Write(blocks[i]);
        }
    }

    private static async Task WriteRowsAsync(NpgsqlBinaryImporter importer, EstimateRecord[] block, CancellationToken cancellationToken)
    {
        for (short position = 0; position < block.Length; position++)
        {
            EstimateRecord record = block[position];
            await importer.StartRowAsync(cancellationToken);
            await importer.WriteAsync(record.Id, NpgsqlDbType.Uuid, cancellationToken);
            await importer.WriteAsync(ServerTime.Encode(record.Time), NpgsqlDbType.TimestampTz, cancellationToken);
            await WriteTextAsync(importer, record.Tenant, cancellationToken);
            await WriteTextAsync(importer, record.ModelHash, cancellationToken);
            await importer.WriteAsync(block[0].Id, NpgsqlDbType.Uuid, cancellationToken);
            await importer.WriteAsync(position, NpgsqlDbType.Smallint, cancellationToken);
        }
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter importer, string? text, CancellationToken cancellationToken) =>
        text is null ? importer.WriteNullAsync(cancellationToken) : importer.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
}
