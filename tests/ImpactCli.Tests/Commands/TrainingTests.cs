using System.Globalization;
using System.Text.RegularExpressions;

namespace ImpactService.Tests.ImpactCli.Commands;

/// <summary>From a store to a judged model, through the commands as a user types them.</summary>
[Collection(TrainedStore.Name)]
public sealed class TrainingTests(TrainedStoreFixture fixture)
{
    private static readonly string[] laws = ["constant", "squareRoot", "almgren", "iStar", "propagator", "power"];

    private static readonly string[] levels = ["0.01", "0.025", "0.05", "0.1", "0.2", "0.25", "0.3", "0.4", "0.5", "0.6", "0.7", "0.75", "0.8", "0.9", "0.95", "0.975", "0.99"];

    [Fact]
    public void Train_OnTheSampleMarket_SaysWhatTheModelHasSeenAndHowItWasJudged()
    {
        string output = fixture.Trained.Output;
        Assert.Equal("", fixture.Trained.Error);
        Assert.Equal(0, fixture.Trained.ExitCode);
        Assert.Matches(@"\*\*probe: \d", output);
        Assert.Matches(@"\*\*metaorder: \d", output);
        Assert.Matches(@"\*\*own: \d", output);
        Assert.Matches(@"(?m)^\| ELM +\| +\d+ \| ", output);
        Assert.Matches("promotion (passed|not passed): CRPS ", output);
        Assert.Contains("impact models activate 1", output.Replace("is active: no other was", "impact models activate 1", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_AfterTraining_ListShowAndActivateTheModel()
    {
        CliRun list = await fixture.RunAsync("models", "list");
        Assert.Matches(@"(?m)^\| boosting-\d{8}-[0-9a-f]{12} \| +1 \| +(passed|failed) \|", list.Output);
        CliRun show = await fixture.RunAsync("models", "show", "1");
        Assert.Contains("kinds probe, metaorder, own, instruments ELM", show.Output, StringComparison.Ordinal);
        bool passed = Regex.IsMatch(list.Output, @"(?m)^\| \S+ \| +1 \| +passed \|"); // Other tests may have trained further models.
        CliRun plain = await fixture.RunAsync("models", "activate", "1");
        Assert.Equal(passed ? 0 : 1, plain.ExitCode);
        if (!passed)
            Assert.Matches("does not beat|points beyond", plain.Error);
        CliRun anyway = await fixture.RunAsync("models", "activate", "1", "--anyway");
        Assert.Contains(passed ? "is active" : "flagged: ", anyway.Output, StringComparison.Ordinal);
        CliRun active = await fixture.RunAsync("models", "list");
        Assert.Matches(passed ? @"\| +yes \|" : @"\| +yes, anyway \|", active.Output);
    }

    [Fact]
    public void Predictions_Header_IsAsPromised()
    {
        string[] expected = [
            "id", "kind", "fold", "instrument", "side", "t0", "t_end", "lag_seconds", "quantity", "adv_fraction", "horizon_seconds", "taker_fraction", "daily_volatility", "arrival_price",
            "slippage_bps", "temporary_bps", "permanent_bps", "price_shift_bps", "price_shift_lag0_bps", "support", "rung",
            .. levels.Select(level => $"slippage_q{level}"), "temporary_mean", "permanent_mean", "slippage_mean", .. laws.Select(law => $"{law}_slippage_mean")];
        Assert.Equal(expected, fixture.Predictions.Header);
    }

    [Fact]
    public void Predictions_Rows_AreTheTestOrdersInOrderOfTime()
    {
        Match fold = Regex.Match(fixture.Trained.Output, @"(?m)^\| test +\| +(\S+) \| +2 \| +([\d,]+) \|");
        Csv rows = fixture.Predictions;
        Assert.Equal(int.Parse(fold.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), rows.Count);
        string[] keys = [.. Enumerable.Range(0, rows.Count).Select(i => $"{DateTimeOffset.Parse(rows.Text(i, "t0"), CultureInfo.InvariantCulture).UtcTicks:D20} {rows.Text(i, "id")}")];
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(Enumerable.Range(0, rows.Count), i => Assert.Contains(rows.Text(i, "support"), new[] { "inside", "edge", "outside" }));
        Assert.All(Enumerable.Range(0, rows.Count), i => Assert.True(string.CompareOrdinal(rows.Text(i, "t_end"), fold.Groups[1].Value) < 0));
    }

    [Fact]
    public void Predictions_Numbers_KeepTheIdentities()
    {
        Csv rows = fixture.Predictions;
        for (int i = 0; i < rows.Count; i++)
        {
            double[] curve = [.. levels.Select(level => rows.Number(i, $"slippage_q{level}"))];
            Assert.Equal(curve.Order(), curve);
            Assert.Equal(rows.Number(i, "slippage_mean"), rows.Number(i, "temporary_mean") + rows.Number(i, "permanent_mean"), 1e-6);
            Assert.All(laws, law => Assert.True(double.IsFinite(rows.Number(i, $"{law}_slippage_mean"))));
            if (double.IsNaN(rows.Number(i, "price_shift_bps")))
                Assert.Equal("", rows.Text(i, "temporary_bps"));
            else
                Assert.Equal(rows.Number(i, "slippage_bps"), rows.Number(i, "temporary_bps") + rows.Number(i, "price_shift_bps") / 2, 1e-9);
        }
    }

    [Fact]
    public void Backtest_OnTheSameStore_ComputesThePromotionFiguresAgain()
    {
        Assert.Equal(0, fixture.Backtested.ExitCode);
        Assert.DoesNotContain("warning", fixture.Backtested.Output, StringComparison.Ordinal);
        string crps = Regex.Match(fixture.Trained.Output, @"CRPS ([\d.]+) bps").Groups[1].Value;
        Assert.Matches($@"(?m)^\| model +\| +{Regex.Escape(crps)} \[", fixture.Backtested.Output);
        foreach (string law in laws)
            Assert.Matches($@"(?m)^\| {law} +\| ", fixture.Backtested.Output);
        foreach (string table in (string[])["By kind", "By instrument", "By strategy", "By Q/ADV", "By horizon", "Coverage by liquidity", "PIT of", "Exceedance", "Price shift", "stretched", "Slippage with calibration that goes on learning", "Price shift with calibration that goes on learning"])
            Assert.Contains(table, fixture.Backtested.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_Report_HoldsTheSameTables()
    {
        string page = File.ReadAllText(fixture.ReportPath);
        Assert.Contains("## Backtest of boosting-", page, StringComparison.Ordinal);
        Assert.Contains(page, fixture.Backtested.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importance_OfTheModel_IsOfItsCalibrationOrdersAndRepeatable()
    {
        CliRun run = await fixture.RunAsync("importance", "--model", "1", "--repeats", "2", "--seed", "5");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        string orders = Regex.Match(fixture.Trained.Output, @"(?m)^\| calibrate +\| +\S+ \| +\d+ \| +([\d,]+) \|").Groups[1].Value;
        Assert.Contains($"{orders} calibration orders", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\(mean of 2\)|no learned curve has a say", run.Output);
        CliRun again = await fixture.RunAsync("importance", "--model", "1", "--repeats", "2", "--seed", "5");
        Assert.Equal(Tables(run.Output), Tables(again.Output));

        static string[] Tables(string output) => [.. output.Split('\n').Where(line => line.StartsWith('|'))];
    }

    [Fact]
    public async Task Export_SameSelection_WritesTheOrdersOfEachFold()
    {
        string directory = Path.Combine(fixture.Directory, "export");
        CliRun run = await fixture.RunAsync(["export-training-set", "--out", directory, .. TrainedStoreFixture.Selection]);
        Assert.Equal(0, run.ExitCode);
        foreach (string fold in (string[])["train", "calibrate", "test"])
        {
            Csv rows = Csv.Read(Path.Combine(directory, $"{fold}.csv"));
            Assert.Matches($@"(?m)^\| {fold} +\| .*\| +{rows.Count:N0} \|", fixture.Trained.Output);
            Assert.Equal(["id", "kind", "fold", "instrument", "t0"], rows.Header[..5]);
            Assert.Contains("adv_fraction", rows.Header);
            Assert.True(double.IsFinite(rows.Number(0, "slippage_bps")));
            Assert.True(rows.Number(0, "evidence_weight") > 0);
        }
    }

    [Theory]
    [InlineData("forest")]
    [InlineData("bayesian")]
    public async Task Train_AnyLearner_IsNamedByTheModel(string learner)
    {
        CliRun trained = await fixture.RunAsync("train", "--learner", learner, "--instruments", "YEW", "--kinds", "probe", "--max-orders", "1");
        Assert.Equal("", trained.Error);
        string number = Regex.Match(trained.Output, $@"(?m)^model (\d+): {learner}-\d{{8}}-[0-9a-f]{{12}},").Groups[1].Value;
        CliRun show = await fixture.RunAsync("models", "show", number);
        Assert.Contains($"learner {learner}, seed 1", show.Output, StringComparison.Ordinal);
        CliRun judged = await fixture.RunAsync("backtest", "--model", number);
        Assert.Matches($@"(?m)^\| model +\| +{Regex.Escape(Regex.Match(trained.Output, @"CRPS ([\d.]+) bps").Groups[1].Value)} \[", judged.Output);
    }

    [Fact]
    public async Task Train_AgainWithTheSameSeed_MakesTheSameScores()
    {
        string[] probes = ["train", "--instruments", "YEW", "--kinds", "probe", "--max-orders", "1", "--train-until", "2025-10-24", "--calibrate-until", "2025-10-28"];
        CliRun again = await fixture.RunAsync(probes);
        CliRun twin = await fixture.RunAsync(probes);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("metaorder:", again.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\| train +\| 2025-10-25T00:00:00Z \|", again.Output);
        Assert.NotEqual("", Promotion(again));
        Assert.Equal(Promotion(again), Promotion(twin));

        static string Promotion(CliRun run) => Regex.Match(run.Output, "(?m)^promotion .*$").Value;
    }
}
