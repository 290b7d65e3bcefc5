using System.Collections.Immutable;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>A model's test orders and their scores, side by side: order i of one is order i of the other.</summary>
internal sealed record Judgement(ModelArtifact Artifact, ImmutableArray<TrainingOrder> Orders, BacktestResult Result, ulong Seed)
{
    /// <summary>Laws are fitted on the training fold, as the model was.</summary>
    public static Judgement Of(ModelArtifact artifact, FoldedOrders folds, ulong seed)
    {
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(artifact);
        ImmutableArray<TrainingOrder> orders = [.. folds.Test.Where(order => estimator.CanEstimate(order.Features)).OrderBy(o => o.T0.UnixMicros).ThenBy(o => o.Id, StringComparer.Ordinal)];
        TrainingRows train = TrainingRows.Of(folds.Train, new LawInputReader(artifact.Schema));
        return new Judgement(artifact, orders, Backtest.Run(artifact, train.Observations(), orders.Select(ToTestOrder), seed), seed);
    }

    private static TestOrder ToTestOrder(TrainingOrder order) =>
        new(order.Id, KindNames.Of(order.Kind), order.Symbol, order.SessionDate.DayNumber, order.Features, order.SlippageBps, order.PriceShiftBps);
}
