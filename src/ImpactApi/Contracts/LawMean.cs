namespace ImpactService.ImpactApi.Contracts;

/// <summary>Means of one parametric law on the same order; null where the law has no value.</summary>
/// <param name="Name">constant, squareRoot, almgren, iStar, propagator, power.</param>
/// <param name="SlippageMeanBps">Mean slippage by the law, bps.</param>
/// <param name="PriceShiftMeanBps">Mean price shift by the law, bps.</param>
internal readonly record struct LawMean(string Name, double? SlippageMeanBps, double? PriceShiftMeanBps);
