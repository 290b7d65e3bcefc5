using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Binance;

/// <summary>
/// An order book kept from diffs. A snapshot, where the capture has one, replaces it, and the diffs that are newer than the snapshot are applied again; without one the book fills up from
/// the diffs themselves. After a gap in the update numbers it starts from nothing. Levels that were not mentioned for long may have gone unseen: the best quote, and a crossing within the book, show which are stale.
/// </summary>
internal sealed class DiffBook
{
    /// <summary>A snapshot is fetched beside the stream and arrives a second or so after the diffs that it already contains.</summary>
    private const int RecentChangesMax = 20_000;

    private readonly BookLevels bids = new(+1);
    private readonly BookLevels asks = new(-1);
    private readonly Queue<Change> recent = [];
    private long lastUpdateId;

    /// <summary>Diffs lost between two messages of the capture.</summary>
    public int Gaps { get; private set; }

    public bool HasLevels(int count) => bids.Count >= count && asks.Count >= count;

    public void ApplyDiff(BinanceMessage diff)
    {
        bool follows = diff.IsFutures ? diff.PreviousUpdateId == lastUpdateId : diff.FirstUpdateId <= lastUpdateId + 1;
        if (lastUpdateId > 0 && !follows)
            Restart();
        lastUpdateId = Math.Max(lastUpdateId, diff.LastUpdateId);
        Apply(bids, isBid: true, diff.Bids, diff.LastUpdateId);
        Apply(asks, isBid: false, diff.Asks, diff.LastUpdateId);
        RemoveCrossing();
    }

    public void ApplySnapshot(BinanceMessage snapshot)
    {
        bids.Clear();
        asks.Clear();
        SetAll(bids, snapshot.Bids, snapshot.LastUpdateId);
        SetAll(asks, snapshot.Asks, snapshot.LastUpdateId);
        foreach (Change change in recent)
        {
            if (change.UpdateId > snapshot.LastUpdateId)
                (change.IsBid ? bids : asks).Set(change.Price, change.Size, change.UpdateId);
        }

        RemoveCrossing();
    }

    /// <summary>A level that is better than the best quote, and was last spoken of before that quote, is gone.</summary>
    public void CheckAgainst(double bid, double ask, long updateId)
    {
        while (bids.Count > 0 && bids.IsBestBetterThan(bid) && bids.BestUpdateId <= updateId)
            bids.RemoveBest();
        while (asks.Count > 0 && asks.IsBestBetterThan(ask) && asks.BestUpdateId <= updateId)
            asks.RemoveBest();
    }

    public BookSnapshot ToSnapshot(int levelsMax) => new(bids.Prices(levelsMax), bids.Sizes(levelsMax), asks.Prices(levelsMax), asks.Sizes(levelsMax));

    private static void SetAll(BookLevels side, List<BookLevel> levels, long updateId)
    {
        foreach (BookLevel level in levels)
            side.Set(level.Price, level.Size, updateId);
    }

    private void Apply(BookLevels side, bool isBid, List<BookLevel> levels, long updateId)
    {
        foreach (BookLevel level in levels)
        {
            side.Set(level.Price, level.Size, updateId);
            recent.Enqueue(new Change(isBid, level.Price, level.Size, updateId));
        }

        while (recent.Count > RecentChangesMax)
            recent.Dequeue();
    }

    /// <summary>Of two levels that cross, the older one is stale.</summary>
    private void RemoveCrossing()
    {
        while (bids.Count > 0 && asks.Count > 0 && bids.BestPrice >= asks.BestPrice)
            (bids.BestUpdateId < asks.BestUpdateId ? bids : asks).RemoveBest();
    }

    private void Restart()
    {
        Gaps++;
        bids.Clear();
        asks.Clear();
        recent.Clear();
    }

    private readonly record struct Change(bool IsBid, double Price, double Size, long UpdateId);
}
