using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// What a leaf keeps of its rows: 52 of their quantiles, denser in the tails, each with a whole number of masses of 1/400. That bounds the model whatever the rows, and trees mix by adding masses.
/// Values are kept as their place in one grid of the whole sample, so that a mixture of leaves is a histogram.
/// </summary>
internal static class ForestLeaves
{
    /// <summary>Masses from the lowest value to the median; mirrored above it.</summary>
    private static readonly int[] lowerHalf = [1, 1, 2, 2, 2, 4, 4, 4, .. Enumerable.Repeat(10, 18)];

    /// <summary>[52]</summary>
    public static int[] Masses { get; } = [.. lowerHalf, .. lowerHalf.Reverse()];

    /// <summary>[52] the level in the middle of each mass.</summary>
    public static double[] Levels { get; } = MiddleLevels();

    public static int Count => Masses.Length;

    /// <summary>400</summary>
    public static int TotalMass { get; } = Masses.Sum();

    /// <summary>Values of the grid, at equal steps of rank in the whole sample: the outermost lie at 1/20 % and 99 19/20 %.</summary>
    public const int GridValues = 1024;

    /// <param name="values">[n] of the whole sample.</param>
    /// <param name="weights">[n], or null.</param>
    /// <returns>[1024] ascending.</returns>
    public static double[] Grid(double[] values, double[]? weights)
    {
        double[] levels = [.. Enumerable.Range(0, GridValues).Select(i => (i + 0.5) / GridValues)];
        double[] grid = new double[GridValues];
        WeightedQuantiles.Write(values, weights, levels, grid);
        return grid;
    }

    /// <summary>The nearest place in the grid: it never falls as the value grows, so leaves that are ordered stay ordered.</summary>
    public static ushort Place(double[] grid, double value)
    {
        int at = Array.BinarySearch(grid, value);
        if (at >= 0)
            return (ushort)at;
        int above = ~at;
        if (above == 0 || above == grid.Length)
            return (ushort)Math.Min(above, grid.Length - 1);
        return (ushort)(value - grid[above - 1] <= grid[above] - value ? above - 1 : above);
    }

    private static double[] MiddleLevels()
    {
        double[] levels = new double[Masses.Length];
        double below = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = (below + Masses[i] / 2.0) / Masses.Sum();
            below += Masses[i];
        }

        return levels;
    }
}
