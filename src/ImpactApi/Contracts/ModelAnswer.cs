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

    /// <summary>All of them, active or not.</summary>
    public required IReadOnlyList<ModelAnswer> Models { get; init; }
}

/// <summary>A trained model.</summary>
internal sealed record ModelAnswer
{
    /// <summary>Name of the model.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the model's bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was trained.</summary>
    public required Timestamp CreatedTime { get; init; }

    /// <summary>It has seen nothing after this time.</summary>
    public required Timestamp TrainedThrough { get; init; }

    /// <summary>The feature schema that it reads.</summary>
    public required string FeatureSchemaHash { get; init; }

    /// <summary>candidate: not judged; passed or failed: its backtest against the laws.</summary>
    /// <example>passed</example>
    public required string Status { get; init; }

    /// <summary>Size of the artifact, bytes.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>True for the one that the store calls active.</summary>
    public required bool Active { get; init; }

    /// <summary>True when it was activated although its backtest did not pass the gate.</summary>
    public required bool ActivatedAnyway { get; init; }

    /// <summary>The figures of its backtest.</summary>
    public required JsonElement Promotion { get; init; }

    /// <summary>Of a single model: what it saw, how it was judged, and its warnings; null in the list.</summary>
    public JsonElement? Card { get; init; }

    /// <summary>Of a single model: why its bytes cannot be read; null when they can, and in the list.</summary>
    public string? Fault { get; init; }
}
