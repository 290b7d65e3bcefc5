using ImpactService.DataAccess.Postgres;

namespace ImpactService.Tests.DataAccess.Postgres;

public sealed class PostmasterFileTests
{
    [Fact]
    public void Parse_RunningServersFile_SaysWhereItIs()
    {
        string[] lines = ["4711", "/data/cluster", "1700000000", "5432", "/tmp/impact-postgres-1", "", "  5432001         3", "ready   "];
        PostmasterFile file = PostmasterFile.Parse(lines)!;
        Assert.Equal(new PostmasterFile(4711, 5432, "/tmp/impact-postgres-1", "ready"), file);
        Assert.True(file.IsReady);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Parse_FileThatIsBeingWritten_IsNull(int lineCount)
    {
        string[] lines = ["4711", "/data/cluster", "1700000000", "5432", "/tmp/s"];
        Assert.Null(PostmasterFile.Parse(lines[..lineCount]));
    }

    [Fact]
    public void Parse_StartingServersFile_IsNotReady() =>
        Assert.False(PostmasterFile.Parse(["4711", "/data/cluster", "1700000000", "5432", "/tmp/s", "", "1 1", "starting"])!.IsReady);

    [Fact]
    public void IsServerOf_AnotherProgramWithThatId_IsFalse() =>
        Assert.False(new PostmasterFile(Environment.ProcessId, 5432, "/tmp/s", "ready").IsServerOf("/no/such/cluster"));
}
