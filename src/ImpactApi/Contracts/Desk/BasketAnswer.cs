using System.ComponentModel.DataAnnotations;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>What a basket is expected to cost, line by line and together.</summary>
internal sealed record BasketAnswer
{
    /// <summary>The lines in the order of the request, each with a result or a refusal.</summary>
    public required IReadOnlyList<BasketLineAnswer> Lines { get; init; }

    /// <summary>Lines with a result.</summary>
    public required int PricedCount { get; init; }

    /// <summary>Lines without.</summary>
    public required int RefusedCount { get; init; }

    /// <summary>The priced lines together; null when there is none.</summary>
    public BasketTotalAnswer? Total { get; init; }

    /// <summary>What moves together in the total.</summary>
    public BasketFactorsAnswer? Factors { get; init; }

    /// <summary>Model of the numbers; null when the laws answer on published parameters.</summary>
    public string? ModelId { get; init; }

    /// <summary>SHA-256 of the model's bytes.</summary>
    public string? ModelHash { get; init; }

    /// <summary>The model has seen nothing after this time.</summary>
    public Timestamp? TrainedThrough { get; init; }

    /// <summary>True when the model was activated although its backtest did not pass the gate.</summary>
    public required bool ActivatedAnyway { get; init; }

    /// <summary>SHA-256 of the feature schema's version, names and units; null when no line has a price.</summary>
    public string? FeatureSchemaHash { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>One line: its share of the position that its instrument and side add up to, or why it has no price.</summary>
internal sealed record BasketLineAnswer
{
    /// <summary>Place in the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The client's name of the line.</summary>
    public string? Id { get; init; }

    /// <summary>Symbol, as it was sent.</summary>
    public string? Instrument { get; init; }

    /// <summary>Side, as it was sent.</summary>
    public string? Side { get; init; }

    /// <summary>The result; null where the line is refused.</summary>
    public BasketLineResult? Result { get; init; }

    /// <summary>Why the line has no price, with a stable code; null where it has one.</summary>
    public PartRefusal? Refusal { get; init; }
}

/// <summary>Cost of a line, bps of its arrival price: that of all lines of its instrument and side as one order.</summary>
internal sealed record BasketLineResult
{
    /// <summary>Units of the line, a decimal string.</summary>
    public required string Quantity { get; init; }

    /// <summary>Units of all lines of this instrument and side, whose impact every one of them pays, a decimal string.</summary>
    public required string PositionQuantity { get; init; }

    /// <summary>Lines that were added up.</summary>
    public required int PositionLines { get; init; }

    /// <summary>Mid at arrival, in the instrument's currency.</summary>
    public required double ArrivalPrice { get; init; }

    /// <summary>Arrival time.</summary>
    public required Timestamp ArrivalTime { get; init; }

    /// <summary>Value of the line in the currency of the totals.</summary>
    public required double Notional { get; init; }

    /// <summary>Position ÷ average daily volume.</summary>
    public double? AdvFraction { get; init; }

    /// <summary>Position ÷ (position + expected other volume over the horizon).</summary>
    public double? Participation { get; init; }

    /// <summary>Distribution of the slippage.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>Mean temporary impact, spread cost included, bps.</summary>
    public required double TemporaryBps { get; init; }

    /// <summary>Mean permanent impact, bps.</summary>
    public required double PermanentBps { get; init; }

    /// <summary>Mean slippage of the line in the currency of the totals.</summary>
    public required double CostMoney { get; init; }

    /// <summary>How far the training orders cover the position.</summary>
    public required SupportAnswer Support { get; init; }

    /// <summary>learned or parametric.</summary>
    [AllowedValues("learned", "parametric")]
    public required string Rung { get; init; }

    /// <summary>Why this rung, as a code.</summary>
    public required string RungReason { get; init; }

    /// <summary>Age of the quote at arrival, seconds.</summary>
    public double? QuoteAgeSeconds { get; init; }

    /// <summary>True when the quote is older than the learned rung allows.</summary>
    public required bool Stale { get; init; }

    /// <summary>True when the arrival is not after the model's trainedThrough.</summary>
    public required bool InSample { get; init; }

    /// <summary>Sessions behind the average daily volume, at most 20.</summary>
    public required int AdvSessions { get; init; }

    /// <summary>Liquidity bucket and strategy whose calibration was applied, with those that share it because they had too few days of their own.</summary>
    public required string CalibrationCell { get; init; }

    /// <summary>Seconds after the last fill at which the lasting price shift is measured.</summary>
    public required double RelaxationLagSeconds { get; init; }
}

/// <summary>The priced lines together, bps of the gross notional.</summary>
internal sealed record BasketTotalAnswer
{
    /// <summary>Currency of the totals.</summary>
    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Σ notional.</summary>
    public required double GrossNotional { get; init; }

    /// <summary>Σ notional of buys − Σ notional of sells.</summary>
    public required double NetNotional { get; init; }

    /// <summary>Distribution of the cost with correlated timing risk, long and short netted.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>Probability that the cost exceeds each threshold.</summary>
    public required ExceedancePoint[] Exceedance { get; init; }

    /// <summary>The 95 % quantile of the cost, and the mean beyond it.</summary>
    public required CostAtRiskPoint CostAtRisk { get; init; }

    /// <summary>What the standard deviation would be if nothing moved together, bps.</summary>
    public required double IndependentStandardDeviationBps { get; init; }

    /// <summary>Mean temporary impact, spread cost included, bps.</summary>
    public required double TemporaryBps { get; init; }

    /// <summary>Mean permanent impact, bps.</summary>
    public required double PermanentBps { get; init; }

    /// <summary>Mean cost in the currency of the totals.</summary>
    public required double CostMoney { get; init; }

    /// <summary>Standard deviation of the cost in the currency of the totals.</summary>
    public required double StandardDeviationMoney { get; init; }
}

/// <summary>The factor model of returns behind the total.</summary>
/// <param name="FactorCount">Factors, at most 10; 0: nothing is known to move together.</param>
/// <param name="SessionCount">Sessions whose close-to-close returns it was estimated from, all before the arrival.</param>
/// <param name="WithoutHistoryCount">Instruments that have too few returns and were given the mean loadings of the others.</param>
/// <param name="DrawCount">Draws behind the distribution.</param>
/// <param name="Seed">Their seed.</param>
internal sealed record BasketFactorsAnswer(int FactorCount, int SessionCount, int WithoutHistoryCount, int DrawCount, long Seed);

/// <summary>A basket that is being priced, or has been.</summary>
internal sealed record BasketJobAnswer
{
    /// <summary>Name of the job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>queued, running, done, cancelled, failed (by the service or its store: ask again).</summary>
    /// <example>running</example>
    [AllowedValues("queued", "running", "done", "cancelled", "failed")]
    public required string Status { get; init; }

    /// <summary>Share that is done, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>Lines of the basket.</summary>
    public required int LineCount { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Timestamp CreatedTime { get; init; }

    /// <summary>The answer; null until status is done.</summary>
    public BasketAnswer? Result { get; init; }
}
