using System.ComponentModel.DataAnnotations;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What recomputing a stored answer gave.</summary>
internal sealed record ReplayAnswer
{
    /// <summary>The answer that was recomputed.</summary>
    public required Guid EstimateId { get; init; }

    /// <summary>vector: from the stored feature vector; full: from market data, through the same engine.</summary>
    /// <example>vector</example>
    [AllowedValues("vector", "full")]
    public required string Mode { get; init; }

    /// <summary>True when the recomputed answer has the bytes of the stored one.</summary>
    public required bool BitIdentical { get; init; }

    /// <summary>The model that gave the answer and recomputed it; null for the laws on published parameters.</summary>
    public string? ModelId { get; init; }

    /// <summary>The data time of the answer.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>Where stored and recomputed answer differ, at most 100.</summary>
    public required IReadOnlyList<ReplayDifference> Differences { get; init; }

    /// <summary>With full: the features whose rebuilt value is not the stored one; rows that reached the store after the answer are the usual reason.</summary>
    public required IReadOnlyList<FeatureDifference> FeatureDifferences { get; init; }

    /// <summary>With full: why the features could not be rebuilt; null when they were.</summary>
    public string? Fault { get; init; }
}

/// <summary>One difference; JSON texts, null where the member is absent.</summary>
/// <param name="Pointer">JSON pointer into the answer.</param>
/// <param name="Stored">What was said.</param>
/// <param name="Recomputed">What it is now.</param>
internal sealed record ReplayDifference(string Pointer, string? Stored, string? Recomputed);

/// <summary>One feature; a missing value is null.</summary>
/// <param name="Name">Name in the feature schema.</param>
/// <param name="Stored">Value in the stored vector.</param>
/// <param name="Rebuilt">Value from the market data.</param>
internal sealed record FeatureDifference(string Name, double? Stored, double? Rebuilt);
