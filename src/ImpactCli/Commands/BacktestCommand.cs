using System.CommandLine;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact backtest: a model and the laws on the days that none of them has seen.</summary>
internal static class BacktestCommand
{
    private static readonly Option<string?> predictions = new("--predictions") { HelpName = "FILE", Description = "Write one CSV row per test order: outcome, quantiles, means, and what each law said." };

    private static readonly Option<string?> markdown = new("--report") { HelpName = "FILE", Description = "Write the tables to a Markdown file too." };

    public static Command Create()
    {
        Command command = new("backtest", "Judge a model on its test fold beside the parametric laws, fitted on the same training orders.") { ModelLookup.Option, predictions, markdown };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        BacktestOutcome outcome = await ModelWork.RunAsync(parsed, (store, artifact, stages) => new BacktestRun(store, artifact).RunAsync(stages, cancellation), cancellation);
        IReport report = Reports.For(parsed.InvocationConfiguration.Output);
        BacktestReport.Write(report, outcome);
        if (outcome.Difference is { } difference)
            report.Line($"warning: {difference}");
        if (parsed.GetValue(predictions) is { } path)
            await PredictionFile.WriteAsync(path, outcome.Plain, cancellation);
        if (parsed.GetValue(markdown) is { } page)
            await WriteMarkdownAsync(page, outcome);
        return ExitCodes.Success;
    }

    private static async Task WriteMarkdownAsync(string path, BacktestOutcome outcome)
    {
        await using StreamWriter writer = new(path);
        BacktestReport.Write(new MarkdownReport(writer), outcome);
    }
}
