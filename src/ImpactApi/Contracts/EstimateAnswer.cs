using System.Text.Json.Serialization;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What the order is expected to cost, as distributions in bps of the arrival price; a positive number is money lost, for either side.</summary>
internal sealed record EstimateAnswer
{
    /// <summary>UUID version 7; GET /v1/estimates/{id} returns this answer byte for byte.</summary>
    public required Guid EstimateId { get; init; }

    public required NormalisedOrder Order { get; init; }

    /// <summary>Implementation shortfall J of the order before fees: average price against the arrival mid.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>K = J − I/2: what working the order costs beyond the lasting displacement, spread included.</summary>
    public required CostForecast TemporaryImpact { get; init; }

    /// <summary>I/2: what the lasting displacement of the price costs the order on average.</summary>
    public required CostForecast PermanentImpact { get; init; }

    /// <summary>I: displacement of the mid, measured provenance.relaxationLagSeconds after the last fill.</summary>
    public required CostForecast PriceShift { get; init; }

    /// <summary>Probability that the slippage exceeds each threshold.</summary>
    public required IReadOnlyList<ExceedancePoint> Exceedance { get; init; }

    /// <summary>Slippage at each level, and the mean of the slippage beyond it.</summary>
    public required IReadOnlyList<CostAtRiskPoint> CostAtRisk { get; init; }

    public required Decomposition Decomposition { get; init; }

    /// <summary>The mean costs in money.</summary>
    public required MoneyCosts Money { get; init; }

    /// <summary>What the limit price means for the order; absent without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LimitAnswer? Limit { get; init; }

    /// <summary>The mean of each parametric law, for comparison.</summary>
    public required IReadOnlyList<LawMean> Laws { get; init; }

    public required MarketStateAnswer MarketState { get; init; }

    /// <summary>With explain: what moved the mean; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationAnswer? Explanation { get; init; }

    public required SupportAnswer Support { get; init; }

    /// <summary>learned: the trained model; parametric: the law it falls back to.</summary>
    /// <example>learned</example>
    public required string Rung { get; init; }

    /// <summary>Why this rung.</summary>
    public required RungReasonAnswer RungReason { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>False when the answer could not be queued for the store: then it cannot be asked for again by its id.</summary>
    public required bool Recorded { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The order as it was understood.</summary>
internal sealed record NormalisedOrder
{
    /// <example>IBM</example>
    public required string Instrument { get; init; }

    /// <example>buy</example>
    public required string Side { get; init; }

    /// <summary>Units, a decimal string; from notional or advFraction where that was given, in whole lots where the lot size is known.</summary>
    /// <example>50000</example>
    public required string Quantity { get; init; }

    /// <summary>Quantity × arrival price, a decimal string.</summary>
    public required string Notional { get; init; }

    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Quantity ÷ average daily volume; null when no volume is known.</summary>
    public double? AdvFraction { get; init; }

    /// <summary>Quantity ÷ (quantity + expected other volume over the window); null when no volume is known.</summary>
    public double? Participation { get; init; }

    /// <example>PT1H</example>
    public required string Horizon { get; init; }

    /// <example>3600</example>
    public required double HorizonSeconds { get; init; }

    /// <summary>The named strategy; null when a takerFraction was given.</summary>
    public string? Strategy { get; init; }

    /// <summary>True when the request named neither strategy nor takerFraction, and balanced was assumed.</summary>
    public required bool StrategyAssumed { get; init; }

    /// <example>0.5</example>
    public required double TakerFraction { get; init; }

    public required Timestamp ArrivalTime { get; init; }

    public required Timestamp EndTime { get; init; }

    /// <summary>Mid in force at the arrival time: the benchmark of every cost.</summary>
    public required double ArrivalPrice { get; init; }
}

/// <summary>The distribution of one cost; mean, standard deviation and quantiles come from one distribution function.</summary>
internal sealed record CostForecast
{
    public required double MeanBps { get; init; }

    public required double StandardDeviationBps { get; init; }

    public required IReadOnlyList<QuantilePoint> Quantiles { get; init; }
}

/// <summary>With probability level the cost is at most valueBps.</summary>
internal sealed record QuantilePoint(double Level, double ValueBps);

/// <summary>Probability that the slippage exceeds thresholdBps.</summary>
internal sealed record ExceedancePoint(double ThresholdBps, double Probability);

/// <summary>Slippage at the level, and the mean of the slippage beyond it.</summary>
internal sealed record CostAtRiskPoint(double Level, double SlippageBps, double ExpectedShortfallBps);

/// <summary>Steps of the mean cost: spreadCostBps + temporaryBeyondSpreadBps + permanentBps = slippage.meanBps; with feesBps they sum to totalBps.</summary>
internal sealed record Decomposition
{
    /// <summary>Half spread × (taker − maker fraction): negative when the order earns the spread.</summary>
    public required double SpreadCostBps { get; init; }

    public required double TemporaryBeyondSpreadBps { get; init; }

    public required double PermanentBps { get; init; }

    public required double FeesBps { get; init; }

    public required double TotalBps { get; init; }

    /// <summary>σ√(T/3): an error bar with mean zero, not a step of the sum.</summary>
    public required double TimingRiskBps { get; init; }
}

/// <summary>Mean costs in money: bps × notional ÷ 10⁴.</summary>
internal sealed record MoneyCosts
{
    /// <example>USD</example>
    public required string Currency { get; init; }

    public required double Slippage { get; init; }

    public required double SlippageStandardDeviation { get; init; }

    public required double TemporaryImpact { get; init; }

    public required double PermanentImpact { get; init; }

    public required double SpreadCost { get; init; }

    public required double TemporaryBeyondSpread { get; init; }

    public required double Fees { get; init; }

    /// <summary>Slippage + fees.</summary>
    public required double Total { get; init; }
}

/// <summary>What a limit on the average price means. The forecast above is of the order worked without it.</summary>
internal sealed record LimitAnswer
{
    public required double LimitPrice { get; init; }

    /// <summary>The cost at which the average price reaches the limit: s·(limit − arrival)/arrival·10⁴. Negative when the arrival price is already beyond the limit.</summary>
    public required double DistanceBps { get; init; }

    /// <summary>Probability that the order, worked without the limit, would average worse than it: how likely the limit binds.</summary>
    public required double ProbabilityBeyondLimit { get; init; }

    /// <summary>True when the limit reaches the opposite side of the quote, so that the order could cross at once; null without a quote.</summary>
    public bool? Marketable { get; init; }
}

/// <summary>Means of one parametric law on the same order.</summary>
internal sealed record LawMean(string Name, double? SlippageMeanBps, double? PriceShiftMeanBps);

/// <summary>How far the training orders cover this one: inside, edge or outside, per axis.</summary>
internal sealed record SupportAnswer
{
    /// <example>inside</example>
    public required string Overall { get; init; }

    /// <example>inside</example>
    public required string Size { get; init; }

    /// <example>inside</example>
    public required string Horizon { get; init; }

    /// <example>inside</example>
    public required string TakerFraction { get; init; }
}

/// <summary>Why the answer stands on its rung: a stable code and a sentence.</summary>
internal sealed record RungReasonAnswer(string Code, string Text);

/// <summary>Exact Shapley values of the feature groups on the final mean, with law and calibration as terms of their own; they sum to meanBps.</summary>
internal sealed record ExplanationAnswer(double MeanBps, IReadOnlyList<ContributionAnswer> Contributions);

/// <summary>What one term adds to the mean.</summary>
internal sealed record ContributionAnswer(string Term, double Bps);

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

    public required string FeatureSchemaHash { get; init; }

    public required Timestamp AsOf { get; init; }

    /// <summary>Sessions behind the average daily volume, at most 20.</summary>
    public required int AdvSessions { get; init; }

    /// <summary>Seconds after the last fill at which the price shift is measured.</summary>
    public required double RelaxationLagSeconds { get; init; }

    /// <summary>Calibration cell of the learned distribution.</summary>
    public required string CalibrationCell { get; init; }
}
