namespace ImpactService.ImpactModels.Features;

/// <summary>One number of the feature vector. The name ends in its unit unless it is dimensionless; the unit is spelled out beside it.</summary>
public sealed record FeatureDefinition(string Name, string Unit, FeatureGroup Group, string Description)
{
    /// <summary>
    /// The market quantity is signed (positive: buying pressure, prices rising). In an order's vector it is multiplied by the order's side, so that one model
    /// serves both sides: positive then means that the market leans the order's way, which makes the order dearer.
    /// </summary>
    public bool IsSideSigned { get; init; }

    /// <summary>Moves together with the order's size, never decreasing in it; all other features are independent of size.</summary>
    public bool IsSize { get; init; }

    /// <summary>
    /// Carried for the laws, the scale and the answer; no learner should split on it, because it names the instrument (its price, its volume in units) instead of describing its state.
    /// </summary>
    public bool IsContext { get; init; }

    /// <summary>How the engine's plain number becomes this feature.</summary>
    internal FeatureScaling Scaling { get; init; }
}
