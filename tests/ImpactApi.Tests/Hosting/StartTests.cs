using ImpactService.ImpactApi.Hosting;

namespace ImpactService.Tests.ImpactApi.Hosting;

public class StartTests
{
    [Fact]
    public async Task RunAsync_NoServerAtTheConnectionString_EndsWithOne() =>
        Assert.Equal(1, await ImpactApp.RunAsync(["--Impact:Connection=Host=/nowhere;Username=nobody;Database=none;Timeout=2"]));

    [Fact]
    public async Task RunAsync_ConnectionStringThatIsNone_EndsWithOne() =>
        Assert.Equal(1, await ImpactApp.RunAsync(["--Impact:Connection=not a connection string"]));

    [Theory]
    [InlineData("StaleAfterSeconds", "0")]
    [InlineData("StaleAfterSeconds", "NaN")]
    [InlineData("RefuseAfterSeconds", "1")]
    [InlineData("PollSeconds", "-1")]
    [InlineData("RecorderCapacity", "0")]
    public async Task RunAsync_SettingOutOfRange_NamesIt(string name, string value)
    {
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ImpactApp.RunAsync([$"--Impact:{name}={value}"]));
        Assert.Contains($"Impact:{name}", refused.Message, StringComparison.Ordinal);
    }
}
