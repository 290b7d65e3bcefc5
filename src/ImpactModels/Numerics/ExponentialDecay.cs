namespace ImpactService.ImpactModels.Numerics;

/// <summary>The weight 2^−(t/h) and what it leaves, accurate for steps of a microsecond, too.</summary>
public static class ExponentialDecay
{
    /// <summary>Below this, three terms of the series are exact to rounding, and 1 − e^−x would lose its digits.</summary>
    private const double SeriesBelow = 1e-5;

    /// <summary>Rate λ = ln 2/h of a half-life; infinity gives no decay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The half-life is not positive.</exception>
    public static double Rate(double halfLife) => halfLife > 0
        ? Math.Log(2) / halfLife
        : throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, "a half-life must be positive");

    /// <summary>1 − e^−x for x ≥ 0.</summary>
    public static double Complement(double x) => x < SeriesBelow ? x * (1 - x / 2 * (1 - x / 3)) : 1 - Math.Exp(-x);
}
