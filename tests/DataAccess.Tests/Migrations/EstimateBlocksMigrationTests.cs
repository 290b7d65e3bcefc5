using ImpactService.DataAccess;
using ImpactService.DataAccess.Migrations;
using ImpactService.DataAccess.Stores;
using ImpactService.Tests.DataAccess.Stores;
using Npgsql;

namespace ImpactService.Tests.DataAccess.Migrations;

/// <summary>Migration 12 moves the evidence of answers into blocks: what was said before it must still be there, byte for byte.</summary>
public sealed class EstimateBlocksMigrationTests
{
    private const int Version = 12;

    [Fact]
    public async Task Migrate_StoreWithAnswers_KeepsThemByteForByte()
    {
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(await TestPostgres.CreateDatabaseAsync());
        await new Migrator(dataSource, [.. Migration.All.Take(Version - 1)]).MigrateAsync(default);
        EstimateRecord full = EstimateRecords.New() with { AnswerJson = EstimateRecords.Utf8("{ \"a\" : \"±5 bps\" }"), Features = [1.0 / 3, double.NaN, -0.0, double.NegativeInfinity], RequestJson = "{\"side\": \"buy\"}"u8.ToArray() };
        EstimateRecord bare = full with { Id = Guid.CreateVersion7(), Tenant = null, ModelHash = null, CalibrationState = null, Features = [] };
        await InsertAsync(dataSource, full);
        await InsertAsync(dataSource, bare);
        await new Migrator(dataSource, Migration.All).MigrateAsync(default);
        EstimateStore estimates = new(dataSource);
        EstimateRecords.AssertSame(full, await estimates.FindAsync(full.Id, full.Tenant));
        EstimateRecords.AssertSame(bare, await estimates.FindAsync(bare.Id, bare.Tenant));
        await Assert.ThrowsAsync<PostgresException>(() => estimates.AppendAsync(EstimateRecords.Blocks(full)));
    }

    private static async Task InsertAsync(NpgsqlDataSource dataSource, EstimateRecord record)
    {
        const string sql = """
            INSERT INTO estimates (id, estimate_time, tenant, request, answer, model_hash, features, calibration_state, data_times)
            VALUES ($1, $2, $3, convert_from($4, 'UTF8')::jsonb, convert_from($5, 'UTF8'), $6, $7, $8, convert_from($9, 'UTF8')::jsonb)
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(record.Id);
        command.Parameters.Add(QueryTime.Parameter(record.Time));
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = record.Tenant });
        command.Parameters.AddWithValue(record.RequestJson);
        command.Parameters.AddWithValue(record.AnswerJson);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = record.ModelHash });
        command.Parameters.AddWithValue(record.Features);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = record.CalibrationState });
        command.Parameters.AddWithValue(record.DataTimesJson);
        await command.ExecuteNonQueryAsync();
    }
}
