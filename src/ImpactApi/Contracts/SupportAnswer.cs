using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>How far the training orders cover this one: inside, edge or outside, per axis.</summary>
internal sealed record SupportAnswer
{
    /// <summary>The worst of the three axes.</summary>
    /// <example>inside</example>
    [AllowedValues("inside", "edge", "outside")]
    public required string Overall { get; init; }

    /// <summary>Order size.</summary>
    /// <example>inside</example>
    [AllowedValues("inside", "edge", "outside")]
    public required string Size { get; init; }

    /// <summary>Time over which the order is worked.</summary>
    /// <example>inside</example>
    [AllowedValues("inside", "edge", "outside")]
    public required string Horizon { get; init; }

    /// <summary>Share that crosses the spread.</summary>
    /// <example>inside</example>
    [AllowedValues("inside", "edge", "outside")]
    public required string TakerFraction { get; init; }
}

/// <summary>Why the answer stands on its rung: a stable code and a sentence.</summary>
/// <param name="Code">insideSupport, edgeOfSupport, sizeOutsideSupport, horizonOutsideSupport, takerFractionOutsideSupport, noModel, missingFeatures, staleMarketData, disorderedMarket, learnerNotTrusted.</param>
/// <param name="Text">The same for a reader.</param>
internal sealed record RungReasonAnswer(string Code, string Text);
