namespace ImpactService.ImpactModels.Distribution;

/// <summary>Merges calibration cells with too few independent days or rows into their nearest neighbour until each group has enough, or one is left.</summary>
internal sealed class CellMerging
{
    private readonly CellGrid grid;
    private readonly List<Group> groups = [];

    private CellMerging(CellGrid grid, ReadOnlySpan<int> cells, ReadOnlySpan<int> days)
    {
        this.grid = grid;
        for (int cell = 0; cell < grid.Count; cell++)
            groups.Add(new Group([cell], [], 0));
        for (int i = 0; i < cells.Length; i++)
        {
            Group group = groups[cells[i]];
            group.Days.Add(days.IsEmpty ? i : days[i]);
            groups[cells[i]] = group with { Rows = group.Rows + 1 };
        }
    }

    /// <summary>Groups of cells, in the order of their first cell; days empty means that every row is independent.</summary>
    public static List<Group> Merge(CellGrid grid, ReadOnlySpan<int> cells, ReadOnlySpan<int> days, int minimumDays, int minimumRows)
    {
        CellMerging merging = new(grid, cells, days);
        while (merging.groups.Count > 1)
        {
            int small = merging.Smallest(minimumDays, minimumRows);
            if (small < 0)
                break;
            merging.Join(small);
        }

        merging.groups.Sort((a, b) => a.Cells[0].CompareTo(b.Cells[0]));
        return merging.groups;
    }

    /// <summary>The group with the fewest days (then rows, then the first) among those that have too few; −1 if none.</summary>
    private int Smallest(int minimumDays, int minimumRows)
    {
        int smallest = -1;
        for (int g = 0; g < groups.Count; g++)
        {
            bool isSmall = groups[g].Days.Count < minimumDays || groups[g].Rows < minimumRows;
            if (isSmall && (smallest < 0 || IsSmaller(groups[g], groups[smallest])))
                smallest = g;
        }

        return smallest;
    }

    private static bool IsSmaller(Group a, Group b) => a.Days.Count < b.Days.Count || (a.Days.Count == b.Days.Count && a.Rows < b.Rows);

    private void Join(int small)
    {
        int nearest = -1;
        for (int g = 0; g < groups.Count; g++)
        {
            if (g != small && (nearest < 0 || Distance(groups[small], groups[g]) < Distance(groups[small], groups[nearest])))
                nearest = g;
        }

        Group a = groups[small];
        Group b = groups[nearest];
        groups[nearest] = new Group([.. a.Cells.Concat(b.Cells).Order()], [.. a.Days.Union(b.Days)], a.Rows + b.Rows);
        groups.RemoveAt(small);
    }

    private int Distance(Group a, Group b) => a.Cells.Min(x => b.Cells.Min(y => grid.Distance(x, y)));

    internal sealed record Group(int[] Cells, HashSet<int> Days, int Rows);
}
