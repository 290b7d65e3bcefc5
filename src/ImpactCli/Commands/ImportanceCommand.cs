using System.CommandLine;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact importance: which groups of features a model's learned curves need, and which they use.</summary>
internal static class ImportanceCommand
{
    /// <summary>More would be an evening: a shuffling of all groups is some seconds on a hundred thousand orders.</summary>
    private const int MaximumRepeats = 1_000;

    private static readonly Option<int> repeats = CreateRepeats();

    private static readonly Option<ulong?> seed = new("--seed") { HelpName = "N", Description = "Seed of the shufflings: the same store, model, repeats and seed give the same figures. Default: the model's own seed." };

    public static Command Create()
    {
        Command command = new("importance", "Show which groups of features a model's learned curves need, by shuffling them on its calibration orders (never its test orders), beside what the splits on them gained.")
        {
            ModelLookup.Option, repeats, seed,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        ImportanceOutcome outcome = await ModelWork.RunAsync(
            parsed, (store, artifact, stages) => new ImportanceRun(store, artifact).RunAsync(parsed.GetValue(repeats), parsed.GetValue(seed), stages, cancellation), cancellation);
        IReport report = Reports.For(parsed.InvocationConfiguration.Output);
        report.Heading($"Importance in {outcome.Artifact.Id}");
        report.Line($"{Figures.Count(outcome.CalibrationOrders)} calibration orders, purged of the training fold; the law's share of the forecast is left alone. {TrustLine.Of(outcome.Artifact.Card)}");
        if (outcome.Groups is { } groups)
            report.Table(groups);
        else
            report.Line("no learned curve has a say in this model: its forecasts are the law's");
        if (outcome.Difference is { } difference)
            report.Line($"warning: {difference}");
        return ExitCodes.Success;
    }

    private static Option<int> CreateRepeats()
    {
        Option<int> option = new("--repeats") { HelpName = "N", DefaultValueFactory = _ => GroupTable.DefaultRepeats, Description = $"Shufflings of each group that are averaged, 1 to {MaximumRepeats}." };
        OptionRule.Require<int>(option, value => value is >= 1 and <= MaximumRepeats, $"--repeats is a number from 1 to {MaximumRepeats}");
        return option;
    }
}
