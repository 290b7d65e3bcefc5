using System.Collections.Immutable;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.DataAccess.TrainingData;

/// <summary>Which training orders are made of the store's sessions. The same plan on the same store gives the same orders.</summary>
public sealed record TrainingOrderPlan
{
    public ImmutableArray<TrainingOrderKind> Kinds { get; init; } = [TrainingOrderKind.Probe, TrainingOrderKind.Metaorder, TrainingOrderKind.Own];

    /// <summary>Null: every instrument of the store.</summary>
    public ImmutableArray<string>? Symbols { get; init; }

    /// <summary>Sessions in [From, To]; null: no bound.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Number of synthetic traders by symbol; a symbol that is missing gets one by <see cref="TraderCountSelection"/>, from sessions on or before <see cref="SelectTradersUntil"/>.</summary>
    public ImmutableDictionary<string, int> TraderCounts { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Last day of the training fold: nothing may be tuned on a later one. Null: all sessions.</summary>
    public DateOnly? SelectTradersUntil { get; init; }

    public ProbeOptions Probes { get; init; } = new();

    public MetaorderOptions Metaorders { get; init; } = new();

    public OwnOrderOptions Own { get; init; } = new();

    public TrainingOrderPlan WithSeed(ulong seed) => this with { Probes = Probes with { Seed = seed }, Metaorders = Metaorders with { Seed = seed } };
}
