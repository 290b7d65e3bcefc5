using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>What a curve of 17 quantiles says of P(J &lt; s) and P(J ≤ s): the levels at both ends of a run of quantiles on s, the level where the curve passes s twice where there is no run.</summary>
internal static class SpreadLevels
{
    /// <param name="curveBps">[17] non-decreasing.</param>
    public static LevelRange Of(ReadOnlySpan<double> curveBps, double spreadCostBps)
    {
        int below = 0;
        while (below < curveBps.Length && curveBps[below] < spreadCostBps)
            below++;
        int atMost = below;
        while (atMost < curveBps.Length && curveBps[atMost] <= spreadCostBps)
            atMost++;
        ReadOnlySpan<double> levels = QuantileLevels.All;
        if (atMost > below)
            return new LevelRange(levels[below], levels[atMost - 1]);
        double level = below == 0 ? levels[0] : below == curveBps.Length ? levels[^1] : Crossing(curveBps, spreadCostBps, below);
        return new LevelRange(level, level);
    }

    private static double Crossing(ReadOnlySpan<double> curveBps, double value, int upper)
    {
        double share = (value - curveBps[upper - 1]) / (curveBps[upper] - curveBps[upper - 1]);
        return QuantileLevels.All[upper - 1] + share * (QuantileLevels.All[upper] - QuantileLevels.All[upper - 1]);
    }
}
