namespace ImpactService.ImpactModels.Numerics;

/// <summary>How many independent rows a sample of days is worth: n/(1 + (n/days − 1)·ρ) (Kish's design effect).</summary>
public static class EffectiveRows
{
    /// <summary>
    /// ρ, the correlation of two scaled outcomes of one day: a common path gives about a per cent on average over instruments, sides and times of day.
    /// </summary>
    public const double DayCorrelation = 0.01;

    public static double Of(double rows, double days) => rows <= 0 || days <= 0 ? 0 : rows / (1 + Math.Max(rows / days - 1, 0) * DayCorrelation);
}
