using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What the order is expected to cost, as distributions in bps of the arrival price; a positive number is money lost, for either side.</summary>
internal sealed record EstimateAnswer
{
    /// <summary>UUID version 7; GET /v1/estimates/{id} returns this answer byte for byte.</summary>
    public required Guid EstimateId { get; init; }

    /// <summary>The order as it was understood.</summary>
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

    /// <summary>The mean cost in steps.</summary>
    public required Decomposition Decomposition { get; init; }

    /// <summary>The mean costs in money.</summary>
    public required MoneyCosts Money { get; init; }

    /// <summary>What the limit price means for the order; absent without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LimitAnswer? Limit { get; init; }

    /// <summary>The mean of each parametric law, for comparison.</summary>
    public required IReadOnlyList<LawMean> Laws { get; init; }

    /// <summary>The market that the answer is for.</summary>
    public required MarketStateAnswer MarketState { get; init; }

    /// <summary>With explain: what moved the mean; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationAnswer? Explanation { get; init; }

    /// <summary>How far the training orders cover this one.</summary>
    public required SupportAnswer Support { get; init; }

    /// <summary>learned: the trained model; parametric: the law it falls back to.</summary>
    /// <example>learned</example>
    [AllowedValues("learned", "parametric")]
    public required string Rung { get; init; }

    /// <summary>Why this rung.</summary>
    public required RungReasonAnswer RungReason { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>False when the answer could not be queued for the store: then it cannot be asked for again by its id.</summary>
    public required bool Recorded { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The order as it was understood.</summary>
internal sealed record NormalisedOrder
{
    /// <summary>Symbol.</summary>
    /// <example>IBM</example>
    public required string Instrument { get; init; }

    /// <summary>buy or sell.</summary>
    /// <example>buy</example>
    [AllowedValues("buy", "sell")]
    public required string Side { get; init; }

    /// <summary>Units, a decimal string; from notional or advFraction where that was given, in whole lots where the lot size is known.</summary>
    /// <example>50000</example>
    public required string Quantity { get; init; }

    /// <summary>Quantity × arrival price, a decimal string.</summary>
    public required string Notional { get; init; }

    /// <summary>Currency of prices and money.</summary>
    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Quantity ÷ average daily volume; null when no volume is known.</summary>
    public double? AdvFraction { get; init; }

    /// <summary>Quantity ÷ (quantity + expected other volume over the window); null when no volume is known.</summary>
    public double? Participation { get; init; }

    /// <summary>Time over which the order is worked, ISO 8601.</summary>
    /// <example>PT1H</example>
    public required string Horizon { get; init; }

    /// <summary>The same in seconds.</summary>
    /// <example>3600</example>
    public required double HorizonSeconds { get; init; }

    /// <summary>The named strategy; null when a takerFraction was given.</summary>
    [AllowedValues("aggressive", "balanced", "passive", null)]
    public string? Strategy { get; init; }

    /// <summary>True when the request named neither strategy nor takerFraction, and balanced was assumed.</summary>
    public required bool StrategyAssumed { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1.</summary>
    /// <example>0.5</example>
    public required double TakerFraction { get; init; }

    /// <summary>Start of the order: asOf, resolved.</summary>
    public required Timestamp ArrivalTime { get; init; }

    /// <summary>Planned end: arrival time plus horizon.</summary>
    public required Timestamp EndTime { get; init; }

    /// <summary>Mid in force at the arrival time: the benchmark of every cost.</summary>
    public required double ArrivalPrice { get; init; }
}

/// <summary>The distribution of one cost; mean, standard deviation and quantiles come from one distribution function.</summary>
internal sealed record CostForecast
{
    /// <summary>Mean, bps of the arrival price.</summary>
    public required double MeanBps { get; init; }

    /// <summary>Standard deviation, bps.</summary>
    public required double StandardDeviationBps { get; init; }

    /// <summary>The requested levels, in their order.</summary>
    public required IReadOnlyList<QuantilePoint> Quantiles { get; init; }
}

/// <summary>With probability level the cost is at most valueBps.</summary>
/// <param name="Level">Probability, above 0 and below 1.</param>
/// <param name="ValueBps">Cost in bps.</param>
internal sealed record QuantilePoint(double Level, double ValueBps);

/// <summary>Probability that the slippage exceeds thresholdBps.</summary>
/// <param name="ThresholdBps">Slippage in bps.</param>
/// <param name="Probability">P(slippage > threshold), 0 to 1.</param>
internal sealed record ExceedancePoint(double ThresholdBps, double Probability);

/// <summary>Slippage at the level, and the mean of the slippage beyond it.</summary>
/// <param name="Level">Probability, above 0 and below 1.</param>
/// <param name="SlippageBps">Quantile of the slippage at the level, bps.</param>
/// <param name="ExpectedShortfallBps">Mean slippage of the outcomes beyond that quantile, bps.</param>
internal sealed record CostAtRiskPoint(double Level, double SlippageBps, double ExpectedShortfallBps);

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

/// <summary>Means of one parametric law on the same order; null where the law has no value.</summary>
/// <param name="Name">constant, squareRoot, almgren, iStar, propagator, power.</param>
/// <param name="SlippageMeanBps">Mean slippage by the law, bps.</param>
/// <param name="PriceShiftMeanBps">Mean price shift by the law, bps.</param>
internal sealed record LawMean(string Name, double? SlippageMeanBps, double? PriceShiftMeanBps);

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
/// <param name="Code">insideSupport, edgeOfSupport, sizeOutsideSupport, horizonOutsideSupport, takerFractionOutsideSupport, noModel, missingFeatures, staleMarketData, disorderedMarket.</param>
/// <param name="Text">The same for a reader.</param>
internal sealed record RungReasonAnswer(string Code, string Text);

/// <summary>Exact Shapley values of the feature groups on the final mean, with law and calibration as terms of their own; they sum to meanBps.</summary>
/// <param name="MeanBps">Mean slippage, bps.</param>
/// <param name="Contributions">One entry for each term.</param>
internal sealed record ExplanationAnswer(double MeanBps, IReadOnlyList<ContributionAnswer> Contributions);

/// <summary>What one term adds to the mean.</summary>
/// <param name="Term">spread, law, reference (the median training order), one for each feature group, calibration.</param>
/// <param name="Bps">Its share of the mean, bps.</param>
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

    /// <summary>SHA-256 of the feature schema's version, names and units.</summary>
    public required string FeatureSchemaHash { get; init; }

    /// <summary>Nothing that became known after this time was used.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>Sessions behind the average daily volume, at most 20.</summary>
    public required int AdvSessions { get; init; }

    /// <summary>Seconds after the last fill at which the price shift is measured.</summary>
    public double RelaxationLagSeconds { get; init; }

    /// <summary>Liquidity bucket and strategy whose calibration was applied.</summary>
    public string? CalibrationCell { get; init; }
}
