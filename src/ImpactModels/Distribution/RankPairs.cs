using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Makes a few rank pairs with exactly uniform margins, (rank + ½)/m on either side, from many or from a model.</summary>
internal static class RankPairs
{
    /// <summary>1/φ: its multiples fill the unit interval evenly (Weyl).</summary>
    private const double GoldenShare = 0.6180339887498949;

    /// <summary>Every (n/m)-th row in the order of the slippage rank; their price shift ranks among each other.</summary>
    public static ImmutableArray<RankPair> Thin(List<RankPair> rows, int count)
    {
        RankPair[] sorted = [.. rows.OrderBy(row => row.SlippageLevel).ThenBy(row => row.PriceShiftLevel)];
        double[] partners = new double[count];
        for (int k = 0; k < count; k++)
            partners[k] = sorted[(int)((k + 0.5) * sorted.Length / count)].PriceShiftLevel;
        return Uniform(partners);
    }

    /// <summary>A normal copula: z_I = ρz_J + √(1 − ρ²)z, with z from an even sequence instead of chance.</summary>
    public static ImmutableArray<RankPair> Normal(double correlation, int count)
    {
        double rest = Math.Sqrt(1 - correlation * correlation);
        double[] partners = new double[count];
        for (int k = 0; k < count; k++)
        {
            double own = NormalDistribution.Quantile((k + 0.5) / count);
            double free = NormalDistribution.Quantile(((k + 0.5) * GoldenShare) % 1);
            partners[k] = correlation * own + rest * free;
        }

        return Uniform(partners);
    }

    private static ImmutableArray<RankPair> Uniform(double[] partners)
    {
        int m = partners.Length;
        int[] order = [.. Enumerable.Range(0, m).OrderBy(k => partners[k]).ThenBy(k => k)];
        RankPair[] pairs = new RankPair[m];
        for (int rank = 0; rank < m; rank++)
            pairs[order[rank]] = new RankPair((order[rank] + 0.5) / m, (rank + 0.5) / m);
        return [.. pairs];
    }
}
