using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.Oracles.Learners;

/// <summary>Quantiles of a histogram by looking for the level in its distribution function, built anew for every level.</summary>
public static class NaiveMixture
{
    public static double[] Quantiles(double[] values, int[] masses) => [.. QuantileLevels.All.ToArray().Select(level => Quantile(values, masses, level))];

    private static double Quantile(double[] values, int[] masses, double level)
    {
        double[] function = [.. Enumerable.Range(0, values.Length).Select(i => masses.Take(i).Sum() + masses[i] / 2.0)];
        double target = level * masses.Sum();
        int above = Array.FindIndex(function, place => place >= target);
        if (above <= 0)
            return above == 0 ? values[0] : values[^1];
        double share = (target - function[above - 1]) / (function[above] - function[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }
}
