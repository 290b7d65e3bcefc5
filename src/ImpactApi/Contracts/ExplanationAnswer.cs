namespace ImpactService.ImpactApi.Contracts;

/// <summary>Exact Shapley values of the feature groups on the final mean, with law and calibration as terms of their own; they sum to meanBps.</summary>
/// <param name="MeanBps">Mean slippage, bps.</param>
/// <param name="Contributions">One entry for each term.</param>
internal sealed record ExplanationAnswer(double MeanBps, IReadOnlyList<ContributionAnswer> Contributions);

/// <summary>What one term adds to the mean.</summary>
/// <param name="Term">spread, law, reference (the median training order), one for each feature group, calibration.</param>
/// <param name="Bps">Its share of the mean, bps.</param>
internal sealed record ContributionAnswer(string Term, double Bps);
