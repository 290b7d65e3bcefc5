using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Judging;

/// <param name="Artifact">The model that was looked at.</param>
/// <param name="Groups">Null where no learned curve has a say.</param>
/// <param name="CalibrationOrders">Those that were made again.</param>
/// <param name="Difference">How the store differs from what the model was trained on; null when it does not.</param>
internal sealed record ImportanceOutcome(ModelArtifact Artifact, ReportTable? Groups, int CalibrationOrders, string? Difference);

/// <summary>Makes the orders of a model's card again and shuffles groups of features on its calibration fold; the test fold is not scored.</summary>
internal sealed class ImportanceRun(ImpactStore store, ModelArtifact artifact)
{
    /// <param name="seed">Of the shufflings; null: the model's own.</param>
    /// <exception cref="CommandException">The store can no longer make the orders.</exception>
    public async Task<ImportanceOutcome> RunAsync(int repeats, ulong? seed, IProgress<Stage> progress, CancellationToken cancellation)
    {
        OrderPlan plan = OrderCards.ToPlan(artifact.Card);
        PreparedOrders prepared = await new CardOrders(store, artifact).LoadAsync(plan, progress, cancellation);
        FoldChecks.Require(prepared.Folds, prepared.Set.Schema);
        progress.Report(new Stage("Importance", 0, 1));
        ReportTable? groups = await Task.Run(() => GroupTable.Of(artifact, prepared.Folds, repeats, seed ?? plan.Seed), cancellation);
        progress.Report(new Stage("Importance", 1, 1));
        return new ImportanceOutcome(artifact, groups, prepared.Folds.Calibrate.Count, OrderCards.Difference(artifact.Card, prepared.Folds));
    }
}
