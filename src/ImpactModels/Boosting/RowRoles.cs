using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// What each row does for one tree: one half finds structure. A smaller share would train faster and was measured: 30 % of a million rows instead of 50 % raised the excess loss from 0.56 to 0.62 %.
/// Drawn by hashing (seed, tree, row), so that a row's role does not depend on any other row or on the threads. One object serves all trees, to leave its arrays in place.
/// </summary>
internal sealed class RowRoles
{
    private const int Structural = 0;
    private const int FirstFold = 1;
    private const int Unused = 3;
    private const int RoleCount = 4;

    private readonly BoostingData data;
    private readonly BoostingOptions options;
    private readonly RowSort sort;
    private readonly int[] rows;
    private readonly int[] sorted;
    private readonly byte[] folds;

    public RowRoles(BoostingData data, BoostingOptions options)
    {
        this.data = data;
        this.options = options;
        sort = new RowSort(data.RowCount, options.ThreadCount);
        rows = [.. Enumerable.Range(0, data.RowCount)];
        sorted = new int[data.RowCount];
        folds = new byte[data.RowCount];
        FoldCount = options.Honest ? 2 : 1;
    }

    /// <summary>Value rows come in this many folds; one when the tree is not honest.</summary>
    public int FoldCount { get; }

    /// <summary>The rows that find the structure, ascending; theirs to reorder.</summary>
    public Memory<int> Structure { get; private set; }

    /// <summary>The rows that find the leaf values.</summary>
    public ReadOnlyMemory<int> Values { get; private set; }

    /// <summary>[rows] 1 or 2: the half of the value rows that a row belongs to; 0: it is not a value row, or the tree is not honest.</summary>
    public byte[] Folds => folds;

    public void Draw(int tree)
    {
        ulong key = Mix(data.Seed + Mix((ulong)tree + 1));
        int[] starts = sort.Sort(rows, sorted, RoleCount, (items, roles) => Draw(key, items, roles));
        int structureCount = starts[FirstFold];
        Structure = sorted.AsMemory(0, structureCount);
        Values = options.Honest ? sorted.AsMemory(structureCount, starts[Unused] - structureCount) : sorted.AsMemory(0, structureCount).ToArray();
    }

    private void Draw(ulong key, ReadOnlySpan<int> items, Span<ushort> roles)
    {
        ulong sampled = options.Subsample >= 1 ? ulong.MaxValue : (ulong)(options.Subsample * ulong.MaxValue);
        for (int i = 0; i < items.Length; i++)
        {
            int row = items[i];
            ulong hash = Mix(key + (ulong)row);
            bool isUnused = data.IsValidation is not null && data.IsValidation[row] || sampled != ulong.MaxValue && Mix(hash) > sampled;
            int fold = options.Honest && (hash & 1) != 0 ? FirstFold + (int)(hash >> 1 & 1) : Structural;
            roles[i] = (ushort)(isUnused ? Unused : fold);
            folds[row] = (byte)(isUnused ? 0 : fold);
        }
    }

    /// <summary>SplitMix64's finaliser.</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
