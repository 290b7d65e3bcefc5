using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact export-training-set: features and labels of each fold, so that anyone can fit a peer on the same rows.</summary>
internal static class ExportTrainingSetCommand
{
    private static readonly Option<string> directory = new("--out") { HelpName = "DIR", Required = true, Description = "Directory for train.csv, calibrate.csv and test.csv; made when it is missing." };

    public static Command Create()
    {
        Command command = new("export-training-set", "Write features and labels of the training orders as CSV, one file per fold.") { directory };
        foreach (Option option in SelectionOptions.All)
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        TrainingSelection selection = SelectionOptions.Read(parsed);
        TextWriter output = parsed.InvocationConfiguration.Output;
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        OrderPreparation preparation = new(store);
        OrderPlan plan = await preparation.PlanAsync(selection, cancellation);
        PreparedOrders prepared = await StageProgress.ShowAsync(output, stages => preparation.LoadAsync(plan, stages, cancellation));
        OrderReport.Write(Reports.For(output), prepared);
        DirectoryInfo folder = Directory.CreateDirectory(parsed.GetRequiredValue(directory));
        foreach ((string fold, IReadOnlyList<TrainingOrder> orders) in Folds(prepared.Folds))
        {
            string path = Path.Combine(folder.FullName, $"{fold}.csv");
            await TrainingSetFile.WriteAsync(path, fold, prepared.Set.Schema, orders, EvidenceWeights.Of(orders), cancellation);
            await output.WriteLineAsync($"{path}: {Figures.Count(orders.Count)} rows");
        }

        return ExitCodes.Success;
    }

    private static (string Fold, IReadOnlyList<TrainingOrder> Orders)[] Folds(FoldedOrders folds) => [("train", folds.Train), ("calibrate", folds.Calibrate), ("test", folds.Test)];
}
