namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Which rows found a tree's structure and which its leaf values. Drawn by hashing (seed, tree, row), so that a row's role does not depend on any other row or on the threads.
/// </summary>
internal sealed class RowRoles
{
    private RowRoles(int[] structure, int[] values)
    {
        Structure = structure;
        Values = values;
    }

    /// <summary>Ascending.</summary>
    public int[] Structure { get; }

    /// <summary>Ascending; the same rows as <see cref="Structure"/> when the tree is not honest.</summary>
    public int[] Values { get; }

    public static RowRoles Draw(BoostingData data, BoostingOptions options, int tree)
    {
        ulong key = Mix(data.Seed + Mix((ulong)tree + 1));
        ulong sampled = options.Subsample >= 1 ? ulong.MaxValue : (ulong)(options.Subsample * ulong.MaxValue);
        var structure = new List<int>(data.RowCount / 2 + 1);
        var values = new List<int>(data.RowCount / 2 + 1);
        for (int row = 0; row < data.RowCount; row++)
        {
            ulong hash = Mix(key + (ulong)row);
            if (data.IsValidation is not null && data.IsValidation[row] || Mix(hash) > sampled)
                continue;
            if (!options.Honest || (hash & 1) == 0)
                structure.Add(row);
            else
                values.Add(row);
        }

        int[] own = [.. structure];
        return new RowRoles(own, options.Honest ? [.. values] : [.. own]);
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
