using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>Where the numbers come from.</summary>
internal sealed record Provenance
{
    /// <summary>Null when no model is active and the laws stand on published parameters.</summary>
    public string? ModelId { get; init; }

    /// <summary>SHA-256 of the model's bytes.</summary>
    public string? ModelHash { get; init; }

    /// <summary>The model has seen nothing after this time.</summary>
    public Timestamp? TrainedThrough { get; init; }

    /// <summary>True when asOf is not after trainedThrough: the model may have learned from this very moment.</summary>
    public required bool InSample { get; init; }

    /// <summary>True when the model was activated although its backtest did not pass the gate.</summary>
    public required bool ActivatedAnyway { get; init; }

    /// <summary>SHA-256 of the feature schema's version, names and units.</summary>
    public required string FeatureSchemaHash { get; init; }

    /// <summary>Nothing that became known after this time was used.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>Sessions behind the average daily volume, at most 20.</summary>
    public required int AdvSessions { get; init; }

    /// <summary>Seconds after the last fill at which the price shift is measured.</summary>
    public double RelaxationLagSeconds { get; init; }

    /// <summary>Liquidity bucket and strategy whose calibration was applied, with those that share it because they had too few days of their own.</summary>
    public string? CalibrationCell { get; init; }
}
