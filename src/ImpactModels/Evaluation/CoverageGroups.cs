using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>Cells that are judged together, and the coverage of each of <see cref="CentralInterval.Reported"/> over their orders.</summary>
public sealed record CoverageGroup(ImmutableArray<int> Cells, int Orders, int Days, ImmutableArray<BootstrapInterval> Coverage);

/// <summary>Coverage by cell (liquidity × strategy). Cells with too few independent days or orders are joined with their nearest neighbour, since their figures would be noise.</summary>
public static class CoverageGroups
{
    /// <summary>Orders of a day share one price path: with fewer days the coverage of a cell is that of a few paths. Where the whole test has fewer, its own number.</summary>
    public const int MinimumDays = 5;

    /// <summary>Ten orders outside a 90 % interval.</summary>
    public const int MinimumOrders = 100;

    /// <param name="cells">[orders] cell of the grid.</param>
    /// <param name="days">[orders] any ordinal per day.</param>
    /// <param name="isCovered">[interval][orders].</param>
    public static ImmutableArray<CoverageGroup> Of(CellGrid grid, int[] cells, int[] days, bool[][] isCovered, ulong seed)
    {
        int minimumDays = Math.Min(MinimumDays, days.Distinct().Count());
        return [.. CellMerging.Merge(grid, cells, days, minimumDays, MinimumOrders).Select(group => Measure(group, cells, days, isCovered, seed)).Where(group => group.Orders > 0)];
    }

    /// <summary>The cells of each group, by the same rule.</summary>
    public static ImmutableArray<ImmutableArray<int>> Merged(CellGrid grid, int[] cells, int[] days)
    {
        int minimumDays = Math.Min(MinimumDays, days.Distinct().Count());
        return [.. CellMerging.Merge(grid, cells, days, minimumDays, MinimumOrders).Select(group => group.Cells.ToImmutableArray())];
    }

    private static CoverageGroup Measure(CellMerging.Group group, int[] cells, int[] days, bool[][] isCovered, ulong seed)
    {
        int[] orders = [.. Enumerable.Range(0, cells.Length).Where(i => group.Cells.Contains(cells[i]))];
        BlockBootstrap bootstrap = new(Array.ConvertAll(orders, i => days[i]), seed);
        ImmutableArray<BootstrapInterval> coverage = orders.Length == 0
            ? []
            : [.. isCovered.Select(interval => bootstrap.Mean(Array.ConvertAll(orders, i => interval[i] ? 1.0 : 0.0)))];
        return new CoverageGroup([.. group.Cells], orders.Length, group.Days.Count, coverage);
    }
}
