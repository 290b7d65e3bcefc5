namespace ImpactService.ImpactApi.Contracts;

/// <summary>The distribution of one cost; mean, standard deviation and quantiles come from one distribution function.</summary>
internal sealed record CostForecast
{
    /// <summary>Mean, bps of the arrival price.</summary>
    public required double MeanBps { get; init; }

    /// <summary>Standard deviation, bps.</summary>
    public required double StandardDeviationBps { get; init; }

    /// <summary>The requested levels, in their order.</summary>
    public required QuantilePoint[] Quantiles { get; init; }
}

/// <summary>With probability level the cost is at most valueBps.</summary>
/// <param name="Level">Probability, above 0 and below 1.</param>
/// <param name="ValueBps">Cost in bps.</param>
internal readonly record struct QuantilePoint(double Level, double ValueBps);

/// <summary>Probability that the slippage exceeds thresholdBps.</summary>
/// <param name="ThresholdBps">Slippage in bps.</param>
/// <param name="Probability">P(slippage > threshold), 0 to 1.</param>
internal readonly record struct ExceedancePoint(double ThresholdBps, double Probability);

/// <summary>Slippage at the level, and the mean of the slippage beyond it.</summary>
/// <param name="Level">Probability, above 0 and below 1.</param>
/// <param name="SlippageBps">Quantile of the slippage at the level, bps.</param>
/// <param name="ExpectedShortfallBps">Mean slippage of the outcomes beyond that quantile, bps.</param>
internal readonly record struct CostAtRiskPoint(double Level, double SlippageBps, double ExpectedShortfallBps);
