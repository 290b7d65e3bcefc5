using System.Collections.Immutable;
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
        ImmutableArray<TrainingOrder> orders = JudgeOrders.Usable(folds.Test, artifact.Schema);
        LawInputReader reader = new(artifact.Schema);
        TrainingRows train = TrainingRows.Of(folds.Train, reader);
        return Of(artifact, orders, LawBench.Of(reader, train.Observations(), orders.Select(JudgeOrders.ToTestOrder), seed), seed);
    }

    /// <param name="orders">Those of the bench.</param>
    public static Judgement Of(ModelArtifact artifact, ImmutableArray<TrainingOrder> orders, LawBench bench, ulong seed) =>
        new(artifact, orders, Backtest.Run(artifact, bench, seed), seed);
}
