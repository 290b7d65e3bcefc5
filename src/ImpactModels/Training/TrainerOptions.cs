using System.Collections.Immutable;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactModels.Training;

/// <summary>How a model is trained; what it is trained on comes beside it.</summary>
public sealed record TrainerOptions
{
    public required IQuantileLearner Learner { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Laws that compete to be the prior.</summary>
    public ImmutableArray<LawKind> Laws { get; init; } = ImpactLaws.Kinds;

    /// <summary>How far the learned curve may be believed: tried on the inner folds.</summary>
    public ImmutableArray<double> LearnedWeights { get; init; } = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>Null: chosen on the inner folds. Given, it is taken as it is, to see what the law alone (<see cref="LearnedTrust.None"/>) or the learner alone (<see cref="LearnedTrust.Full"/>) would say.</summary>
    public LearnedTrust? Trust { get; init; }

    /// <summary>Purged walk-forward folds inside the training fold; fewer where there are fewer days.</summary>
    public int InnerFolds { get; init; } = 2;
}

public readonly record struct TrainerProgress(string Stage, int Done, int Total);
