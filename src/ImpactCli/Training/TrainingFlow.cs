using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactCli.Training;

/// <summary>The whole way from the store's market data to a judged, saved model, shown while it runs.</summary>
internal sealed class TrainingFlow(ImpactStore store, IQuantileLearner learner, TextWriter output)
{
    private readonly IReport report = Reports.For(output);

    /// <exception cref="CommandException">The store cannot serve the selection; the message says why.</exception>
    public async Task<SavedModel> RunAsync(TrainingSelection selection, CancellationToken cancellation)
    {
        OrderPreparation preparation = new(store);
        OrderPlan plan = await preparation.PlanAsync(selection, cancellation);
        PreparedOrders prepared = await StageProgress.ShowAsync(output, stages => preparation.LoadAsync(plan, stages, cancellation));
        OrderReport.Write(report, prepared);
        FoldChecks.Require(prepared.Folds, prepared.Set.Schema);
        TrainingRun run = new(store, learner, TimeProvider.System);
        ModelArtifact artifact = await StageProgress.ShowAsync(output, stages => Task.Run(() => run.Train(prepared, stages, cancellation), cancellation));
        SavedModel saved = await run.SaveAsync(artifact, cancellation);
        Announce(artifact, saved);
        return saved;
    }

    private void Announce(ModelArtifact artifact, SavedModel saved)
    {
        ModelCard card = artifact.Card;
        report.Heading("Model");
        report.Line($"model {saved.Number}: {artifact.Id}, {Figures.Count(saved.Bytes)} bytes, hash {artifact.Hash}");
        report.Line(TrustLine.Of(card));
        report.Line($"promotion {PromotionLine.Of(card.Scores!)}");
        report.Line(Next(card.Scores!, saved));
    }

    private static string Next(PromotionScores scores, SavedModel saved) =>
        saved.IsActivated ? $"model {saved.Number} is active: no other was. Its full scores: impact backtest --model {saved.Number}"
        : scores.Passes ? $"to use it: impact models activate {saved.Number}"
        : $"{PromotionLine.Misses(scores)}. To use it all the same, flagged in every answer: impact models activate {saved.Number} --anyway";
}
