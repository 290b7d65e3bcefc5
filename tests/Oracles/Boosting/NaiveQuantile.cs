namespace ImpactService.Tests.Oracles.Boosting;

/// <summary>Sorts, and adds weights up: the naive twin of QuantileSelection. And the loss that a quantile minimises, as it is written down.</summary>
public static class NaiveQuantile
{
    /// <summary>The smallest value whose cumulative weight reaches τ of the total; weights of one are counted in integers.</summary>
    public static float Of(IReadOnlyList<float> values, IReadOnlyList<double>? weights, double level)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        if (weights is null)
            return values[order[Math.Clamp((int)Math.Ceiling(level * values.Count) - 1, 0, values.Count - 1)]];
        double total = weights.Sum();
        double sum = 0;
        foreach (int i in order)
        {
            sum += weights[i];
            if (sum >= level * total)
                return values[i];
        }

        return values[order[^1]];
    }

    /// <summary>Koenker and Bassett 1978: τ of a positive residual, 1 − τ of a negative one.</summary>
    public static double Pinball(double residual, double level) => residual >= 0 ? level * residual : (level - 1) * residual;

    public static double Pinball(IEnumerable<float> values, IReadOnlyList<double>? weights, double level, double quantile) =>
        values.Select((value, i) => (weights?[i] ?? 1) * Pinball(value - quantile, level)).Sum();
}
