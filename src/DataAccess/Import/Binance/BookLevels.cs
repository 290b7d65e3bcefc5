namespace ImpactService.DataAccess.Import.Binance;

/// <summary>
/// One side of a book kept from diffs: levels sorted from the worst to the best, so that the busy end is the end of the list. Each level remembers the update that last spoke of it,
/// which tells a stale level from a fresh one.
/// </summary>
/// <param name="direction">+1 for bids (a higher price is better), −1 for asks.</param>
internal sealed class BookLevels(int direction)
{
    /// <summary>Five times what the exchange publishes in a snapshot; levels that far out are dropped.</summary>
    private const int LevelsMax = 5_000;

    private readonly List<Level> levels = [];

    public int Count => levels.Count;

    public double BestPrice => levels[^1].Price;

    public long BestUpdateId => levels[^1].UpdateId;

    public void Clear() => levels.Clear();

    public void Set(double price, double size, long updateId)
    {
        int index = Find(price);
        bool exists = index < levels.Count && levels[index].Price == price;
        if (size == 0)
        {
            if (exists)
                levels.RemoveAt(index);
            return;
        }

        Level level = new(price, size, updateId);
        if (exists)
            levels[index] = level;
        else
            levels.Insert(index, level);
        if (levels.Count > LevelsMax)
            levels.RemoveAt(0);
    }

    public void RemoveBest() => levels.RemoveAt(levels.Count - 1);

    /// <summary>True when the price is better than the best level's limit: higher for bids, lower for asks.</summary>
    public bool IsBestBetterThan(double price) => (BestPrice - price) * direction > 0;

    public double[] Prices(int count)
    {
        var result = new double[Math.Min(count, levels.Count)];
        for (int i = 0; i < result.Length; i++)
            result[i] = levels[^(i + 1)].Price;
        return result;
    }

    public double[] Sizes(int count)
    {
        var result = new double[Math.Min(count, levels.Count)];
        for (int i = 0; i < result.Length; i++)
            result[i] = levels[^(i + 1)].Size;
        return result;
    }

    /// <summary>Index of the first level that is not worse than the price.</summary>
    private int Find(double price)
    {
        int low = 0;
        int high = levels.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if ((levels[middle].Price - price) * direction < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private readonly record struct Level(double Price, double Size, long UpdateId);
}
