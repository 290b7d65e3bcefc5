namespace ImpactService.ImpactModels.Evaluation;

/// <summary>An estimate with a percentile interval from resampled days.</summary>
/// <param name="Estimate">On the rows as they are.</param>
/// <param name="Lower">NaN with fewer than two blocks.</param>
/// <param name="Upper">NaN with fewer than two blocks.</param>
/// <param name="Level">Nominal coverage of the interval.</param>
/// <param name="BlockCount">Days.</param>
public readonly record struct BootstrapInterval(double Estimate, double Lower, double Upper, double Level, int BlockCount)
{
    /// <summary>A percentile bootstrap of fewer than ten blocks covers clearly less than it says.</summary>
    public const int FewBlockCount = 10;

    /// <summary>Read the interval as too narrow.</summary>
    public bool HasFewBlocks => BlockCount < FewBlockCount;

    /// <summary>The whole interval lies above zero.</summary>
    public bool IsAboveZero => Lower > 0;
}
