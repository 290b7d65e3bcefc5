using System.Collections.Immutable;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactApi.Services;

/// <summary>An estimator and where it comes from; without a stored model it is the laws on published parameters.</summary>
internal sealed record ActiveModel(ImpactEstimator Estimator, StoredModel? Stored)
{
    /// <summary>What a trader wants to see of the market beside price, spread, volume and volatility: what carries the forecast, and what explains a surprise.</summary>
    private static readonly string[] shownNames =
    [
        "spread_percentile", "spread_to_recent", "imbalance_1", "microprice_deviation_bps", "ofi_60s", "flow_imbalance_60s", "signed_flow_60s", "signed_flow_1800s",
        "return_60s_bps", "return_since_open_bps", "realised_volatility_300s_bps", "volatility_ratio_session", "relative_volume", "volume_rate", "trade_rate", "vpin",
        "kyle_lambda", "session_share", "seconds_since_large_trade", "quantity_over_touch", "quantity_over_depth", "window_volume_share", "sigma_sqrt_t_bps",
    ];

    /// <summary>The features that answers show, with signed ones turned to the order's side.</summary>
    public ImmutableArray<ShownFeature> ShownFeatures { get; } =
    [
        .. Estimator.Schema.Features
            .Select((feature, index) => new ShownFeature(index, feature.Name, feature.Unit))
            .Where(f => shownNames.Contains(f.Name) || Estimator.Schema.Features[f.Index].Group == FeatureGroup.Signals),
    ];

    public FeatureSchema Schema => Estimator.Schema;

    public ModelArtifact? Artifact => Estimator.Artifact;

    /// <summary>From where on a market is out of order for this model.</summary>
    public DisorderLimits Limits => Artifact?.Markets.Limits ?? DisorderLimits.Usual;

    public string? Id => Artifact?.Id;

    public string? Hash => Artifact?.Hash;

    public bool ActivatedAnyway => Stored is { ActivatedAnyway: true };
}

/// <summary>Where a shown feature stands in the vector.</summary>
internal sealed record ShownFeature(int Index, string Name, string Unit);
