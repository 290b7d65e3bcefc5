namespace ImpactService.ImpactModels.Boosting;

/// <summary>The value rows of a tree sorted by (fold, leaf), ascending within each: one counting sort serves all 17 levels.</summary>
internal sealed class ValueGroups
{
    private readonly int[] rows;
    private readonly int[] starts;

    private ValueGroups(int[] rows, int[] starts)
    {
        this.rows = rows;
        this.starts = starts;
    }

    public int Count => starts.Length - 1;

    public ReadOnlySpan<int> this[int group] => rows.AsSpan(starts[group], Size(group));

    public int Size(int group) => starts[group + 1] - starts[group];

    /// <summary>Group = (fold − 1)·leaves + leaf for rows in folds, leaf alone when the tree is not honest.</summary>
    public static ValueGroups Of(RowRoles roles, byte[] leaves, int leafCount)
    {
        int folds = roles.IsHonest ? 2 : 1;
        var starts = new int[folds * leafCount + 1];
        foreach (int row in roles.Values)
            starts[Group(row) + 1]++;
        for (int group = 1; group < starts.Length; group++)
            starts[group] += starts[group - 1];
        var rows = new int[roles.Values.Length];
        int[] next = [.. starts];
        foreach (int row in roles.Values)
            rows[next[Group(row)]++] = row;
        return new ValueGroups(rows, starts);

        int Group(int row) => Math.Max(roles.Folds[row] - 1, 0) * leafCount + leaves[row];
    }
}
