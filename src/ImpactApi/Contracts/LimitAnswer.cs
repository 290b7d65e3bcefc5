namespace ImpactService.ImpactApi.Contracts;

/// <summary>What a limit on the average price means. The forecast above is of the order worked without it.</summary>
internal sealed record LimitAnswer
{
    /// <summary>The request's limit.</summary>
    public required double LimitPrice { get; init; }

    /// <summary>The cost at which the average price reaches the limit: s·(limit − arrival)/arrival·10⁴. Negative when the arrival price is already beyond the limit.</summary>
    public required double DistanceBps { get; init; }

    /// <summary>Probability that the order, worked without the limit, would average worse than it: how likely the limit binds.</summary>
    public required double ProbabilityBeyondLimit { get; init; }

    /// <summary>True when the limit reaches the opposite side of the quote, so that the order could cross at once; null without a quote.</summary>
    public bool? Marketable { get; init; }
}
