namespace ImpactService.Tests.ImpactCli.Commands;

[Collection(TrainedStore.Name)]
public sealed class LawsCommandTests(TrainedStoreFixture fixture)
{
    [Fact]
    public async Task Laws_OnTheSampleMarket_PrintsEveryFigureWithItsConditions()
    {
        CliRun run = await fixture.RunAsync("laws", "--instruments", "ELM", "--traders", "5,20");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("runs of 2 or more children of N synthetic traders", run.Output, StringComparison.Ordinal);
        foreach (string row in (string[])[@"ELM +\| +5 ", @"ELM +\| +20 ", @"all +\| +5 "])
            Assert.Matches($@"(?m)^\| {row}\| +[\d,]+ \| +[\d.]+ \| +-?[\d.]+ \[", run.Output);
        Assert.Matches(@"(?m)^\| published, beta 0.2 .*\| +0.741 \|", run.Output);
    }

    [Theory]
    [InlineData(2, "--traders '5,x' is not a list of numbers", "--traders", "5,x")]
    [InlineData(2, "--children is a number from 2", "--children", "1")]
    [InlineData(1, "no usable session", "--instruments", "NOPE")]
    public async Task Laws_BadOption_IsOneLineAndAnExitCode(int exitCode, string expected, params string[] options)
    {
        CliRun run = await fixture.RunAsync(["laws", .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
