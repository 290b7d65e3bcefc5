using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>What the user asked to train on; null where the store decides.</summary>
internal sealed record TrainingSelection(
    ImmutableArray<TrainingOrderKind> Kinds,
    ImmutableArray<string>? Symbols,
    Timestamp? TrainUntil,
    Timestamp? CalibrateUntil,
    Timestamp? TestUntil,
    ulong Seed,
    int MaximumOrders)
{
    /// <summary>First session.</summary>
    public DateOnly? From { get; init; }
}
