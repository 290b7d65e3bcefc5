using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;

namespace ImpactService.Tests.DataAccess.Postgres;

public sealed class PostgresBinariesTests
{
    [Theory]
    [InlineData("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 17beta1", 17)]
    [InlineData("something else", 0)]
    public void ParseMajorVersion_OutputOfVersion_IsTheFirstNumber(string output, int expected) =>
        Assert.Equal(expected, PostgresBinaries.ParseMajorVersion(output));

    [Fact]
    public async Task Find_ForNoCluster_IsAVersionThatCanMigrate() =>
        Assert.True((await PostgresBinaries.FindAsync(null, default)).MajorVersion >= PostgresBinaries.OldestMajorVersion);

    [Fact]
    public async Task Find_VersionThatIsNotInstalled_SaysWhatToInstall()
    {
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => PostgresBinaries.FindAsync(99, default));
        Assert.Contains("sudo apt-get install postgresql-99", failure.Message, StringComparison.Ordinal);
    }
}
