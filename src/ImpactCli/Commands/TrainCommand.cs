using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;

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
        var learner = LearnerNames.Create(parsed.GetRequiredValue(LearnerNames.Option));
        TextWriter output = parsed.InvocationConfiguration.Output;
        IReport report = Reports.For(output);
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        OrderPreparation preparation = new(store);
        OrderPlan plan = await preparation.PlanAsync(selection, cancellation);
        PreparedOrders prepared = await StageProgress.ShowAsync(output, stages => preparation.LoadAsync(plan, stages, cancellation));
        OrderReport.Write(report, prepared);
        FoldChecks.Require(prepared.Folds, prepared.Set.Schema);
        TrainingRun run = new(store, learner, TimeProvider.System);
        ModelArtifact artifact = await StageProgress.ShowAsync(output, stages => Task.Run(() => run.Train(prepared, stages, cancellation), cancellation));
        Announce(report, artifact, await run.SaveAsync(artifact, cancellation));
        return ExitCodes.Success;
    }

    private static void Announce(IReport report, ModelArtifact artifact, SavedModel saved)
    {
        ModelCard card = artifact.Card;
        report.Heading("Model");
        report.Line($"model {saved.Number}: {artifact.Id}, {Figures.Count(saved.Bytes)} bytes, hash {artifact.Hash}");
        report.Line($"prior {card.Prior}; learned part believed to {Figures.Percent(card.SlippageLearnedWeight, 0)} for slippage, {Figures.Percent(card.PriceShiftLearnedWeight, 0)} for price shift");
        report.Line($"promotion {PromotionLine.Of(card.Scores!)}");
        report.Line(Next(card.Scores!, saved));
    }

    private static string Next(PromotionScores scores, SavedModel saved) =>
        saved.IsActivated ? $"model {saved.Number} is active: no other was. Its full scores: impact backtest --model {saved.Number}"
        : scores.Passes ? $"to use it: impact models activate {saved.Number}"
        : $"{PromotionLine.Misses(scores)}. To use it all the same, flagged in every answer: impact models activate {saved.Number} --anyway";
}
