namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Exponentially decayed mean over time of a step function: ∫ x(u) 2^−((t − u)/h) du over the same integral of one, over the times when x is known.
/// The caller advances time by the value that was in force; NaN stands for unknown.
/// </summary>
public struct DecayedTimeMean(double halfLifeSeconds)
{
    private readonly double ratePerSecond = ExponentialDecay.Rate(halfLifeSeconds);
    private double integral;
    private double weight;

    /// <summary>NaN before the first known stretch of time.</summary>
    public readonly double Mean => weight > 0 ? integral / weight : double.NaN;

    public void Advance(double seconds, double value)
    {
        if (!(seconds > 0))
            return;
        double lost = ExponentialDecay.Complement(ratePerSecond * seconds);
        integral -= integral * lost;
        weight -= weight * lost;
        if (!double.IsFinite(value))
            return;
        double added = lost / ratePerSecond;
        integral += value * added;
        weight += added;
    }
}
