namespace ImpactService.ImpactApi.Contracts;

/// <summary>Mean costs in money: bps × notional ÷ 10⁴.</summary>
internal sealed record MoneyCosts
{
    /// <summary>Currency of the amounts.</summary>
    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Mean slippage.</summary>
    public required double Slippage { get; init; }

    /// <summary>Standard deviation of the slippage.</summary>
    public required double SlippageStandardDeviation { get; init; }

    /// <summary>Mean temporary impact.</summary>
    public required double TemporaryImpact { get; init; }

    /// <summary>Mean permanent impact.</summary>
    public required double PermanentImpact { get; init; }

    /// <summary>Mean spread cost.</summary>
    public required double SpreadCost { get; init; }

    /// <summary>Mean temporary impact less the spread cost.</summary>
    public required double TemporaryBeyondSpread { get; init; }

    /// <summary>The request's fees.</summary>
    public required double Fees { get; init; }

    /// <summary>Slippage + fees.</summary>
    public required double Total { get; init; }
}
