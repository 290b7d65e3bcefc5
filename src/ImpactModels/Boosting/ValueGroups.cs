using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>The value rows of a tree sorted by (fold, leaf), ascending within each: one counting sort serves all 17 levels.</summary>
internal sealed class ValueGroups(int rowCount, int threads)
{
    private readonly int[] rows = new int[rowCount];
    private readonly RowSort sort = new(rowCount, threads);
    private int[] starts = [0];

    public int Count => starts.Length - 1;

    public ReadOnlySpan<int> this[int group] => rows.AsSpan(starts[group], Size(group));

    public int Size(int group) => starts[group + 1] - starts[group];

    /// <summary>Group = (fold − 1)·leaves + leaf; leaf alone when the tree is not honest.</summary>
    public void Sort(RowRoles roles, byte[] leaves, int leafCount)
    {
        byte[] folds = roles.Folds;
        starts = sort.Sort(roles.Values, rows, roles.FoldCount * leafCount, (items, groups) =>
        {
            for (int i = 0; i < items.Length; i++)
                groups[i] = (ushort)((folds[items[i]] > 1 ? leafCount : 0) + leaves[items[i]]);
        });
    }
}
