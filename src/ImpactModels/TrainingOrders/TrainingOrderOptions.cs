using System.Collections.Immutable;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Which kinds of order a training set is made of, and how each is made.</summary>
public sealed record TrainingOrderOptions
{
    public ImmutableArray<TrainingOrderKind> Kinds { get; init; } = [TrainingOrderKind.Probe, TrainingOrderKind.Metaorder, TrainingOrderKind.Own];

    public ProbeOptions Probes { get; init; } = new();

    public MetaorderOptions Metaorders { get; init; } = new();

    public OwnOrderOptions Own { get; init; } = new();
}
