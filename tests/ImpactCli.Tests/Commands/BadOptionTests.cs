namespace ImpactService.Tests.ImpactCli.Commands;

/// <summary>What a user gets wrong is said in one line that names the option and the value.</summary>
[Collection(TrainedStore.Name)]
public sealed class BadOptionTests(TrainedStoreFixture fixture)
{
    [Theory]
    [InlineData(2, "'market' is unknown", "--kinds", "probe,market")]
    [InlineData(2, "--kinds is empty", "--kinds", ",")]
    [InlineData(1, "'NOPE' is not in the store, which has ELM, YEW", "--instruments", "ELM,NOPE")]
    [InlineData(2, "--instruments is empty", "--instruments", ",")]
    [InlineData(2, "--learner 'oracle' is unknown, one of boosting, forest, linear, bayesian, network, ensemble", "--learner", "oracle")]
    [InlineData(2, "'yesterday' is neither a date", "--train-until", "yesterday")]
    [InlineData(2, "--train-until is missing", "--test-until", "2025-10-30")]
    [InlineData(2, "--calibrate-until (2025-10-23T00:00:00Z) must be after --train-until", "--train-until", "2025-10-24", "--calibrate-until", "2025-10-22")]
    [InlineData(2, "--test-until (2025-10-26T00:00:00Z) must be after --calibrate-until", "--train-until", "2025-10-24", "--calibrate-until", "2025-10-28", "--test-until", "2025-10-25")]
    [InlineData(1, "calibration and test need at least one each", "--train-until", "2025-10-30")]
    [InlineData(2, "--max-orders is a number from 1", "--max-orders", "0")]
    [InlineData(2, "Cannot parse argument 'x'", "--seed", "x")]
    [InlineData(2, "Cannot parse argument 'many'", "--max-orders", "many")]
    public async Task Train_BadOption_IsOneLineAndAnExitCode(int exitCode, string expected, params string[] options)
    {
        CliRun run = await fixture.RunAsync(["train", .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--repeats is a number from 1 to 1000", "--repeats", "0")]
    [InlineData("--repeats is a number from 1 to 1000", "--repeats", "1001")]
    [InlineData("Cannot parse argument 'many'", "--repeats", "many")]
    [InlineData("Cannot parse argument '-1'", "--seed", "-1")]
    public async Task Importance_BadOption_IsOneLineAndAnExitCode(string expected, params string[] options)
    {
        CliRun run = await fixture.RunAsync(["importance", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("models", "show", "77")]
    [InlineData("models", "activate", "77")]
    [InlineData("models", "activate", "nothing-like-it", "--anyway")]
    [InlineData("backtest", "--model", "77")]
    [InlineData("importance", "--model", "77")]
    public async Task Models_UnknownModel_IsOneLineAndAnExitCode(params string[] args)
    {
        CliRun run = await fixture.RunAsync(args);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is no model", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void ModelsList_WithoutModels_SaysWhatMakesOne()
    {
        Assert.Equal(0, fixture.Untrained.ExitCode);
        Assert.Contains("impact train makes one", fixture.Untrained.Output, StringComparison.Ordinal);
    }
}
