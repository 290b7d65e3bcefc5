using System.Collections.Immutable;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Why an order has no features that a forecast could start from: asked at its t0, the same question would have been refused.</summary>
public enum FeatureGap
{
    /// <summary>No quote was known before t0.</summary>
    NoQuote,

    /// <summary>No earlier session tells the daily volume.</summary>
    NoDailyVolume,

    /// <summary>Earlier sessions do not tell the daily volatility.</summary>
    NoDailyVolatility,
}

/// <summary>Orders with features by t0, and how many had to be left out for which reason.</summary>
public sealed record TrainingOrderBatch(ImmutableArray<TrainingOrder> Orders, ImmutableSortedDictionary<FeatureGap, int> LeftOut);
