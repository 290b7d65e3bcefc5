using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Training;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact train: training orders of the store's sessions → a model, judged and saved.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Command command = new("train", "Train a model on the store's market data and on your own orders, judge it on later unseen days, and save it.") { LearnerNames.Option };
        foreach (Option option in SelectionOptions.All)
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        TrainingSelection selection = SelectionOptions.Read(parsed);
        var learner = LearnerNames.Create(LearnerNames.Option.Name, parsed.GetRequiredValue(LearnerNames.Option));
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        await new TrainingFlow(store, learner, parsed.InvocationConfiguration.Output).RunAsync(selection, cancellation);
        return ExitCodes.Success;
    }
}
