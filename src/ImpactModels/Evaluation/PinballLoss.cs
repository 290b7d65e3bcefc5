using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>Pinball loss of a quantile q at level τ: max(τ(y − q), (τ − 1)(y − q)), in the units of y; its expectation is least at the true quantile (Koenker and Bassett 1978).</summary>
public static class PinballLoss
{
    public static double Of(double outcome, double quantile, double level)
    {
        double difference = outcome - quantile;
        return difference >= 0 ? level * difference : (level - 1) * difference;
    }

    /// <summary>Adds the loss at each level of <see cref="QuantileLevels"/>, times a weight.</summary>
    /// <param name="curve">[17].</param>
    /// <param name="outcome">y.</param>
    /// <param name="weight">Of the row.</param>
    /// <param name="sums">[17], added to.</param>
    public static void Accumulate(ReadOnlySpan<double> curve, double outcome, double weight, Span<double> sums)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        for (int i = 0; i < levels.Length; i++)
            sums[i] += weight * Of(outcome, curve[i], levels[i]);
    }

    /// <summary>Mean over the 17 levels.</summary>
    public static double Mean(ReadOnlySpan<double> curve, double outcome)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        double sum = 0;
        for (int i = 0; i < levels.Length; i++)
            sum += Of(outcome, curve[i], levels[i]);
        return sum / levels.Length;
    }
}
