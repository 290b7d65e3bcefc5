namespace ImpactService.ImpactModels.Market;

/// <summary>
/// What one finished session leaves behind for the days after it: prices, volume and the intraday volume profile.
/// It is what was known when the session closed; rows that became known later never enter it.
/// </summary>
/// <param name="VolumeBins">Volume in equal slices of the session (<see cref="VolumeBinCount"/> of them), or null when only a daily bar is known.</param>
/// <param name="RealisedVolatility">Daily, from noise-robust intraday returns (open to close); NaN when only a daily bar is known.</param>
/// <param name="MeanHalfSpreadBps">Time-weighted; NaN when only a daily bar is known.</param>
/// <param name="CoveredFraction">Share of the session spanned by its events, 1 for a daily bar. A session covered by less than <see cref="MinimumCoverage"/> counts neither for ADV nor for the volume curve.</param>
public sealed record SessionSummary(
    DateOnly Date,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double[]? VolumeBins = null,
    double RealisedVolatility = double.NaN,
    double MeanHalfSpreadBps = double.NaN,
    double CoveredFraction = 1)
{
    /// <summary>5-minute slices of a US session; 18.5-minute slices round the clock.</summary>
    public const int VolumeBinCount = 78;

    /// <summary>A five-minute capture is no day's volume; a half-day before a holiday still is.</summary>
    public const double MinimumCoverage = 0.5;
}
