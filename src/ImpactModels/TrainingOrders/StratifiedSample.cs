using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>An item that was kept, and how many items of its stratum it stands for.</summary>
internal readonly record struct SampledItem(int Index, double Weight);

/// <summary>
/// A sample without replacement that spends its budget evenly over strata, so that rare ones are kept whole and common ones are thinned; the weight is the inverse of the probability
/// of having been kept, so that weighted sums estimate sums over all items.
/// </summary>
internal static class StratifiedSample
{
    /// <summary>Items in the order of their index. At most <paramref name="budget"/> items, but at least one of each stratum: an empty stratum could not be weighted back.</summary>
    public static SampledItem[] Draw(ReadOnlySpan<int> strata, int budget, SeededRandom random)
    {
        List<List<int>> groups = Group(strata);
        var kept = new List<SampledItem>(Math.Min(budget, strata.Length));
        int budgetLeft = budget;
        for (int i = 0; i < groups.Count; i++)
        {
            int quota = Math.Max(1, budgetLeft / (groups.Count - i));
            budgetLeft -= Keep(groups[i], quota, random, kept);
        }

        kept.Sort((a, b) => a.Index.CompareTo(b.Index));
        return kept.ToArray();
    }

    /// <summary>Smallest stratum first: what it does not use of its share passes on to the larger ones. Equal sizes by key, so that the order is the same everywhere.</summary>
    private static List<List<int>> Group(ReadOnlySpan<int> strata)
    {
        var byKey = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < strata.Length; i++)
        {
            if (!byKey.TryGetValue(strata[i], out List<int>? group))
                byKey.Add(strata[i], group = []);
            group.Add(i);
        }

        return byKey.Values.OrderBy(group => group.Count).ToList();
    }

    /// <summary>The first steps of a Fisher-Yates shuffle; returns how many were kept.</summary>
    private static int Keep(List<int> group, int quota, SeededRandom random, List<SampledItem> kept)
    {
        int count = Math.Min(quota, group.Count);
        for (int i = 0; i < count; i++)
        {
            int other = i + random.NextInt32(group.Count - i);
            (group[i], group[other]) = (group[other], group[i]);
            kept.Add(new SampledItem(group[i], (double)group.Count / count));
        }

        return count;
    }
}
