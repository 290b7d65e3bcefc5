using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// What each row does for one tree. Drawn by hashing (seed, tree, row), so that a row's role does not depend on any other row or on the threads.
/// </summary>
internal sealed class RowRoles
{
    private const int ChunkRows = 1 << 16;
    private const byte Unused = 255;

    private RowRoles(int[] structure, int[] values, byte[] folds, bool isHonest)
    {
        Structure = structure;
        Values = values;
        Folds = folds;
        IsHonest = isHonest;
    }

    public bool IsHonest { get; }

    /// <summary>The rows that find the structure, ascending.</summary>
    public int[] Structure { get; }

    /// <summary>The rows that find the leaf values, ascending; the same as <see cref="Structure"/> when the tree is not honest.</summary>
    public int[] Values { get; }

    /// <summary>[rows] 1 or 2: the half of the value rows that a row belongs to; 0: it is not a value row.</summary>
    public byte[] Folds { get; }

    public static RowRoles Draw(BoostingData data, BoostingOptions options, int tree)
    {
        byte[] folds = DrawFolds(data, options, tree);
        int structure = folds.AsSpan().Count((byte)0);
        int unused = folds.AsSpan().Count(Unused);
        var structureRows = new int[structure];
        var valueRows = new int[data.RowCount - structure - unused];
        (int s, int v) = (0, 0);
        for (int row = 0; row < folds.Length; row++)
        {
            if (folds[row] == 0)
                structureRows[s++] = row;
            else if (folds[row] == Unused)
                folds[row] = 0;
            else
                valueRows[v++] = row;
        }

        return new RowRoles(structureRows, options.Honest ? valueRows : (int[])structureRows.Clone(), folds, options.Honest);
    }

    private static byte[] DrawFolds(BoostingData data, BoostingOptions options, int tree)
    {
        ulong key = Mix(data.Seed + Mix((ulong)tree + 1));
        ulong sampled = options.Subsample >= 1 ? ulong.MaxValue : (ulong)(options.Subsample * ulong.MaxValue);
        var folds = new byte[data.RowCount];
        ParallelChunks.For(data.RowCount, ChunkRows, options.ThreadCount, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                ulong hash = Mix(key + (ulong)row);
                bool isUnused = data.IsValidation is not null && data.IsValidation[row] || sampled != ulong.MaxValue && Mix(hash) > sampled;
                bool isStructure = !options.Honest || (hash & 1) == 0;
                folds[row] = isUnused ? Unused : isStructure ? (byte)0 : (byte)(1 + (hash >> 1 & 1));
            }
        });
        return folds;
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
