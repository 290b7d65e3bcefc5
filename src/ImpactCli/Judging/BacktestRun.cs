using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Judging;

/// <param name="Stretched">Metaorders with stretched horizons; null where there are none.</param>
/// <param name="Groups">What the learned curves need; null where none has a say.</param>
/// <param name="Difference">How the store differs from what the model was trained on; null when it does not.</param>
internal sealed record BacktestOutcome(Judgement Plain, Judgement? Stretched, ReportTable? Groups, string? Difference);

/// <summary>Makes the orders of a model's card again and judges the model on its test fold.</summary>
internal sealed class BacktestRun(ImpactStore store, ModelArtifact artifact)
{
    /// <exception cref="CommandException">The store can no longer make the orders.</exception>
    public async Task<BacktestOutcome> RunAsync(IProgress<Stage> progress, CancellationToken cancellation)
    {
        OrderPlan plan = OrderCards.ToPlan(artifact.Card);
        CardOrders orders = new(store, artifact);
        PreparedOrders prepared = await orders.LoadAsync(plan, progress, cancellation);
        FoldChecks.Require(prepared.Folds, prepared.Set.Schema);
        FoldedOrders? stretched = StretchedHorizons.Of(plan) is { } further ? (await orders.LoadAsync(further, progress, cancellation)).Folds : null;
        progress.Report(new Stage("Backtest", 0, 1));
        Judgement plain = await Task.Run(() => Judgement.Of(artifact, prepared.Folds, plan.Seed), cancellation);
        Judgement? perturbed = stretched is { Test.Count: > 0 }
            ? await Task.Run(() => Judgement.Of(artifact, StretchedHorizons.Combine(prepared.Folds, stretched), plan.Seed), cancellation)
            : null;
        ReportTable? groups = await Task.Run(() => GroupTable.Of(artifact, prepared.Folds, GroupTable.DefaultRepeats, plan.Seed), cancellation);
        progress.Report(new Stage("Backtest", 1, 1));
        return new BacktestOutcome(plain, perturbed, groups, OrderCards.Difference(artifact.Card, prepared.Folds));
    }
}
