using System.Collections.Immutable;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.DataAccess.TrainingData;

/// <summary>Training orders with features, by t0, then id; and what was left out on the way, by reason.</summary>
public sealed record TrainingOrderSet(
    FeatureSchema Schema,
    ImmutableArray<TrainingOrder> Orders,
    ImmutableSortedDictionary<string, TraderCountChoice> TraderChoices,
    ImmutableSortedDictionary<FeatureGap, int> LeftOut,
    ImmutableSortedDictionary<OwnOrderRejection, int> OwnRejections);

/// <summary>One session of one instrument that training orders can be made of: what was before it tells ADV and volatility.</summary>
public readonly record struct TrainingSession(string Symbol, DateOnly Date);

/// <summary>What was measured of one session.</summary>
public sealed record MeasuredSession<T>(string Symbol, DateOnly Date, T Value);

public readonly record struct TrainingOrderProgress(string Stage, int Done, int Total);
