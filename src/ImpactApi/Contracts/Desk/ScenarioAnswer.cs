using System.ComponentModel.DataAnnotations;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>The ways to trade one order beside each other, in the order of the request.</summary>
internal sealed record ScenarioAnswer
{
    /// <summary>The order as it was understood, with the horizon and strategy of ways that name none.</summary>
    public required NormalisedOrder Order { get; init; }

    /// <summary>One entry for each way.</summary>
    public required IReadOnlyList<ScenarioWayAnswer> Ways { get; init; }

    /// <summary>Name of the way with rank 1; the first of them where several share it.</summary>
    public required string Best { get; init; }

    /// <summary>λ of the ranking.</summary>
    public required double RiskWeight { get; init; }

    /// <summary>What risk is in the ranking.</summary>
    [AllowedValues("standardDeviation", "costAtRisk", "expectedShortfall")]
    public required string RiskMeasure { get; init; }

    /// <summary>The market that the answer is for.</summary>
    public required MarketStateAnswer MarketState { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>What one way is expected to cost, bps of the price at asOf.</summary>
internal sealed record ScenarioWayAnswer
{
    /// <summary>Name of the way.</summary>
    /// <example>aggressive</example>
    public required string Name { get; init; }

    /// <summary>The named strategy; null when a takerFraction was given.</summary>
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1.</summary>
    public required double TakerFraction { get; init; }

    /// <summary>When the order starts.</summary>
    public required Timestamp StartTime { get; init; }

    /// <summary>When it is expected to be done: start plus horizon, because what is left then crosses the spread.</summary>
    public required Timestamp ExpectedCompletionTime { get; init; }

    /// <summary>Time over which the order is worked, ISO 8601.</summary>
    /// <example>PT1H</example>
    public required string Horizon { get; init; }

    /// <summary>The same in seconds.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>Quantity ÷ (quantity + expected other volume over the window).</summary>
    public double? Participation { get; init; }

    /// <summary>Mean temporary impact, spread cost included, bps.</summary>
    public required double TemporaryBps { get; init; }

    /// <summary>Mean permanent impact, bps.</summary>
    public required double PermanentBps { get; init; }

    /// <summary>Mean slippage: temporary + permanent, bps.</summary>
    public required double TotalBps { get; init; }

    /// <summary>Distribution of the slippage against the price at asOf; a later start adds what the price does until then.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>Probability that the slippage exceeds each threshold.</summary>
    public required ExceedancePoint[] Exceedance { get; init; }

    /// <summary>Slippage at costAtRiskLevel, and the mean beyond it.</summary>
    public required CostAtRiskPoint CostAtRisk { get; init; }

    /// <summary>The mean cost in steps.</summary>
    public required Decomposition Decomposition { get; init; }

    /// <summary>Mean slippage in the currency of the order.</summary>
    public required double TotalMoney { get; init; }

    /// <summary>mean + λ·risk, bps.</summary>
    public required double ScoreBps { get; init; }

    /// <summary>1 for the least score; equal scores share a rank.</summary>
    public required int Rank { get; init; }

    /// <summary>True when no other way has a lower mean without more risk, nor less risk without a higher mean.</summary>
    public required bool NonDominated { get; init; }

    /// <summary>How far the training orders cover this way.</summary>
    public required SupportAnswer Support { get; init; }

    /// <summary>learned: the trained model; parametric: the law it falls back to.</summary>
    [AllowedValues("learned", "parametric")]
    public required string Rung { get; init; }

    /// <summary>Why this rung.</summary>
    public required RungReasonAnswer RungReason { get; init; }

    /// <summary>Liquidity bucket and strategy whose calibration was applied, with those that share it because they had too few days of their own.</summary>
    public required string CalibrationCell { get; init; }

    /// <summary>Seconds after the last fill at which the lasting price shift is measured.</summary>
    public required double RelaxationLagSeconds { get; init; }
}
