using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The answer for one order. Means add up exactly: slippage = temporary + permanent = spread cost + temporary beyond the spread + permanent.
/// Quantiles do not: J = K + I/2 holds order by order, not level by level.
/// </summary>
public sealed record ImpactEstimate
{
    /// <summary>J.</summary>
    public required CostDistribution Slippage { get; init; }

    /// <summary>I, <see cref="RelaxationLagSeconds"/> after the last fill.</summary>
    public required CostDistribution PriceShift { get; init; }

    /// <summary>I/2.</summary>
    public required CostDistribution PermanentImpact { get; init; }

    /// <summary>K = J − I/2 from the joint distribution of J and I.</summary>
    public required CostDistribution TemporaryImpact { get; init; }

    public required CostDecomposition Decomposition { get; init; }

    /// <summary>What each law, fitted on the same training orders, says of the means.</summary>
    public required ImmutableArray<LawForecast> Laws { get; init; }

    public required SupportAssessment Support { get; init; }

    public required Rung Rung { get; init; }

    public required RungReason Reason { get; init; }

    /// <summary>Liquidity bucket and strategy whose calibration was applied, with those that share it; "none" where mean and spread both follow the law.</summary>
    public required string CalibrationCell { get; init; }

    public required double RelaxationLagSeconds { get; init; }
}

/// <summary>Mean slippage in three steps, bps.</summary>
/// <param name="SpreadCostBps">Half spread × (taker − maker fraction) as planned; negative when the order earns the spread.</param>
/// <param name="TemporaryBeyondSpreadBps">Mean K less the spread cost.</param>
/// <param name="PermanentBps">Mean I/2.</param>
/// <param name="TimingRiskBps">σ√(T/3): the error bar of a uniform rate, not a step of the sum.</param>
public sealed record CostDecomposition(double SpreadCostBps, double TemporaryBeyondSpreadBps, double PermanentBps, double TimingRiskBps);

public sealed record LawForecast(string Name, double SlippageMeanBps, double PriceShiftMeanBps);
