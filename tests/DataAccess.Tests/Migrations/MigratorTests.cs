using ImpactService.DataAccess;
using ImpactService.DataAccess.Migrations;
using Npgsql;

namespace ImpactService.Tests.DataAccess.Migrations;

public sealed class MigratorTests
{
    private static readonly Migration first = new(1, "0001_first.sql", "CREATE TABLE one (n integer);");
    private static readonly Migration second = new(2, "0002_second.sql", "CREATE TABLE two (n integer);");

    [Fact]
    public async Task Migrate_Twice_AppliesNothingTheSecondTime()
    {
        await using NpgsqlDataSource dataSource = await NewDatabaseAsync();
        Migrator migrator = new(dataSource, Migration.All);
        Assert.Equal(Migration.All.Select(m => m.Name), await migrator.MigrateAsync(default));
        Assert.Empty(await migrator.MigrateAsync(default));
    }

    [Fact]
    public async Task Migrate_ManyAtOnce_AppliesEachOnce()
    {
        await using NpgsqlDataSource dataSource = await NewDatabaseAsync();
        IReadOnlyList<string>[] applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new Migrator(dataSource, Migration.All).MigrateAsync(default)));
        Assert.Equal(Migration.All.Select(m => m.Name), applied.SelectMany(a => a));
    }

    [Fact]
    public async Task Migrate_NewMigration_AppliesOnlyThat()
    {
        await using NpgsqlDataSource dataSource = await NewDatabaseAsync();
        await new Migrator(dataSource, [first]).MigrateAsync(default);
        Assert.Equal([second.Name], await new Migrator(dataSource, [first, second]).MigrateAsync(default));
    }

    [Fact]
    public async Task Migrate_EditedMigration_IsRefused()
    {
        await using NpgsqlDataSource dataSource = await NewDatabaseAsync();
        await new Migrator(dataSource, [first]).MigrateAsync(default);
        Migrator edited = new(dataSource, [first with { Sql = first.Sql + " -- edited" }]);
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => edited.MigrateAsync(default));
        Assert.Contains("0001_first.sql", failure.Message, StringComparison.Ordinal);
        Assert.Contains("never edited", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_StoreOfANewerProgram_IsRefused()
    {
        await using NpgsqlDataSource dataSource = await NewDatabaseAsync();
        await new Migrator(dataSource, [first, second]).MigrateAsync(default);
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => new Migrator(dataSource, [first]).MigrateAsync(default));
        Assert.Contains("newer than this program", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_FailingMigration_LeavesNothingOfItAndKeepsTheOnesBefore()
    {
        await using NpgsqlDataSource dataSource = await NewDatabaseAsync();
        Migration broken = new(2, "0002_broken.sql", "CREATE TABLE two (n integer); SELECT 1/0;");
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => new Migrator(dataSource, [first, broken]).MigrateAsync(default));
        Assert.Contains("0002_broken.sql", failure.Message, StringComparison.Ordinal);
        Assert.Equal([second.Name], await new Migrator(dataSource, [first, second]).MigrateAsync(default));
    }

    [Fact]
    public void Checksum_LineEndingsOfACheckout_DoNotMatter() =>
        Assert.Equal(new Migration(1, "0001_a.sql", "a\nb\n").Checksum, new Migration(1, "0001_a.sql", "a\r\nb\r\n").Checksum);

    [Fact]
    public void Parse_NameWithoutNumber_IsRefused() => Assert.Throws<FormatException>(() => Migration.Parse("first.sql", ""));

    private static async Task<NpgsqlDataSource> NewDatabaseAsync() => NpgsqlDataSource.Create(await TestPostgres.CreateDatabaseAsync());
}
