using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ImpactService.Tests.ImpactCli.Commands;

/// <summary>The walk forward as a user types it, on a small market.</summary>
[Collection(TrainedStore.Name)]
public sealed class CompareCommandTests(TrainedStoreFixture fixture)
{
    private static readonly string[] selection = ["--instruments", "ELM", "--max-orders", "2000", "--seed", "7", "--steps", "2"];

    [Fact]
    public async Task Compare_OnTheSampleMarket_JudgesLearnersAndLawsOnTheSameOrders()
    {
        string directory = Path.Combine(fixture.Directory, "compare");
        CliRun run = await fixture.RunAsync(["compare", "--learners", "boosting", "--alone", .. selection, "--out", directory]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        foreach (string contender in (string[])["boosting", "boosting-alone", "calibratedLaw", "constant", "squareRoot", "almgren", "iStar", "propagator", "power"])
            Assert.Matches($@"(?m)^\| {contender} +\| +[\d.]+ \[", run.Output);
        foreach (string table in (string[])["Steps", "CRPS skill by kind", "Pinball skill by size", "at least a minute", "stretched up to 4 times", "CQR", "Exceedance", "Price shift"])
            Assert.Contains(table, run.Output, StringComparison.Ordinal);
        Assert.Contains(await File.ReadAllTextAsync(Path.Combine(directory, "report.md")), run.Output, StringComparison.Ordinal);
        foreach (string chart in (string[])["pit-boosting.svg", "reliability-boosting.svg", "pit-calibratedLaw.svg"])
            Assert.Equal("svg", XDocument.Load(Path.Combine(directory, chart)).Root!.Name.LocalName);
        AssertSameOrders(run, [.. new[] { "boosting", "boosting-alone", "calibratedLaw" }.Select(name => Csv.Read(Path.Combine(directory, $"predictions-{name}.csv")))]);
    }

    [Theory]
    [InlineData(2, "--learners 'oracle' is unknown", "--learners", "boosting,oracle")]
    [InlineData(2, "--learners is empty", "--learners", ",")]
    [InlineData(2, "--from 'monday' is not a date", "--from", "monday")]
    [InlineData(2, "--steps is a number from 1", "--steps", "0")]
    [InlineData(1, "2 days with usable sessions are too few to walk forward over", "--from", "2025-10-30")]
    public async Task Compare_BadOption_IsOneLineAndAnExitCode(int exitCode, string expected, params string[] options)
    {
        CliRun run = await fixture.RunAsync(["compare", .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    /// <summary>Ten days in two steps: four are tested, once each, by every learner.</summary>
    private static void AssertSameOrders(CliRun run, Csv[] predictions)
    {
        int tested = int.Parse(Regex.Match(run.Output, @"(?m)^([\d,]+) test orders on 4 days, walking forward in 2 steps").Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        string[] ids = Ids(predictions[0]);
        Assert.Equal(tested, ids.Length);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(predictions, file => Assert.Equal(ids, Ids(file)));

        static string[] Ids(Csv file) => [.. Enumerable.Range(0, file.Count).Select(i => file.Text(i, "id"))];
    }
}
