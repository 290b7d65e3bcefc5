using System.Text.Json;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>The models in the store, the newest first.</summary>
internal sealed record ModelsAnswer
{
    /// <summary>The model that answers now; null when the laws answer on published parameters.</summary>
    public string? ActiveModelId { get; init; }

    /// <summary>Why the model that the store calls active does not answer; null when it does.</summary>
    public string? Fault { get; init; }

    public required IReadOnlyList<ModelAnswer> Models { get; init; }
}

/// <summary>A trained model.</summary>
internal sealed record ModelAnswer
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the model's bytes.</summary>
    public required string Hash { get; init; }

    /// <example>boosting</example>
    public required string Learner { get; init; }

    public required Timestamp CreatedTime { get; init; }

    public required Timestamp TrainedThrough { get; init; }

    public required string FeatureSchemaHash { get; init; }

    public required bool Active { get; init; }

    /// <summary>True when it was activated although its backtest did not pass the gate.</summary>
    public required bool ActivatedAnyway { get; init; }

    /// <summary>What the model saw, how it was judged, and its warnings.</summary>
    public JsonElement? Card { get; init; }
}
