using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>Whether a model has been through its backtest, and how.</summary>
public enum ModelStatus
{
    /// <summary>Trained, not judged.</summary>
    Candidate,

    /// <summary>Its backtest meets the conditions of promotion.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,
}

/// <summary>A trained model to be saved. <paramref name="PromotionJson"/> holds the backtest's figures.</summary>
public sealed record NewModel(string Name, string Hash, Timestamp CreatedTime, Timestamp TrainedThrough, string FeatureSchemaHash, ModelStatus Status, string PromotionJson);

/// <summary>What the store knows of a model without its artifact.</summary>
/// <param name="ActivatedTime">When it was made active last; null when it never was.</param>
/// <param name="ActivatedAnyway">A user has activated it although it had not passed: every answer says so.</param>
public sealed record StoredModel(
    int Id,
    string Name,
    string Hash,
    Timestamp CreatedTime,
    Timestamp TrainedThrough,
    string FeatureSchemaHash,
    ModelStatus Status,
    string PromotionJson,
    int ArtifactBytes,
    bool IsActive,
    bool ActivatedAnyway,
    Timestamp? ActivatedTime);

/// <summary>A model and the bytes that it is read from.</summary>
public sealed record LoadedModel(StoredModel Model, byte[] Artifact);
