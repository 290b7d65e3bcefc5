using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Counts, per day, of PIT values at or below each of the 17 levels. Independent rows are dealt into a fixed number of pseudo-days, which gives the same variance.</summary>
internal static class HitCounts
{
    /// <summary>Enough pseudo-days for a variance, few enough to be cheap.</summary>
    private const int PseudoDays = 100;

    /// <returns>[days][17 + 1]: counts per level, and all rows last.</returns>
    public static double[][] ByDay(ReadOnlySpan<double> pits, ReadOnlySpan<int> days, int[] rows)
    {
        Dictionary<int, double[]> byDay = [];
        for (int k = 0; k < rows.Length; k++)
        {
            int day = days.IsEmpty ? k % PseudoDays : days[rows[k]];
            if (!byDay.TryGetValue(day, out double[]? counts))
                byDay.Add(day, counts = new double[QuantileLevels.Count + 1]);
            Count(counts, pits[rows[k]]);
        }

        return [.. byDay.Values];
    }

    private static void Count(double[] counts, double pit)
    {
        for (int j = QuantileLevels.Count - 1; j >= 0 && pit <= QuantileLevels.All[j]; j--)
            counts[j]++;
        counts[QuantileLevels.Count]++;
    }
}
