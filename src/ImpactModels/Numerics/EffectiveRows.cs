namespace ImpactService.ImpactModels.Numerics;

/// <summary>How many independent rows a sample of days is worth: n/(1 + (n/days − 1)·ρ) (Kish's design effect).</summary>
public static class EffectiveRows
{
    /// <summary>
    /// ρ for how far outcomes spread: quiet and wild days differ. Measured on scaled slippage and price shift of three US shares over four days, between 0.001 and 0.03 at the levels 5, 25, 75, 95 %.
    /// </summary>
    public const double SpreadCorrelation = 0.01;

    /// <summary>ρ for where outcomes lie: buyers and sellers share the day's path with opposite signs, so next to nothing (−0.001 to 0.004 at the median of the same data).</summary>
    public const double MeanCorrelation = 0.001;

    public static double Of(double rows, double days, double correlation = SpreadCorrelation) =>
        rows <= 0 || days <= 0 ? 0 : rows / (1 + Math.Max(rows / days - 1, 0) * correlation);
}
