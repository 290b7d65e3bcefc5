namespace ImpactService.ImpactApi.Contracts;

/// <summary>Steps of the mean cost: spreadCostBps + temporaryBeyondSpreadBps + permanentBps = slippage.meanBps; with feesBps they sum to totalBps.</summary>
internal sealed record Decomposition
{
    /// <summary>Half spread × (taker − maker fraction): negative when the order earns the spread.</summary>
    public required double SpreadCostBps { get; init; }

    /// <summary>Mean temporary impact less the spread cost, bps.</summary>
    public required double TemporaryBeyondSpreadBps { get; init; }

    /// <summary>Mean permanent impact, bps.</summary>
    public required double PermanentBps { get; init; }

    /// <summary>The request's fees, bps; 0 without.</summary>
    public required double FeesBps { get; init; }

    /// <summary>Sum of the four steps: mean slippage plus fees, bps.</summary>
    public required double TotalBps { get; init; }

    /// <summary>σ√(T/3): an error bar with mean zero, not a step of the sum.</summary>
    public required double TimingRiskBps { get; init; }
}
