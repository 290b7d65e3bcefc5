using ImpactService.DataAccess.Import.Binance;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.DataAccess.Import.Binance;

public class DiffBookTests
{
    private readonly DiffBook book = new();

    [Fact]
    public void ApplyDiff_RandomUpdates_EqualSortedDictionary()
    {
        SeededRandom random = new(5);
        SortedDictionary<double, double> bids = [], asks = [];
        for (long id = 1; id <= 5_000; id++)
        {
            BookLevel bid = new(100 - random.NextInt32(50), random.NextInt32(3)), ask = new(101 + random.NextInt32(50), random.NextInt32(3));
            Set(bids, bid);
            Set(asks, ask);
            book.ApplyDiff(Diff(id, [bid], [ask]));
        }

        BookSnapshot snapshot = book.ToSnapshot(1_000);
        Assert.Equal(bids.Reverse().Select(l => (l.Key, l.Value)), snapshot.BidPrices.Zip(snapshot.BidSizes));
        Assert.Equal(asks.Select(l => (l.Key, l.Value)), snapshot.AskPrices.Zip(snapshot.AskSizes));
    }

    [Fact]
    public void ApplySnapshot_OlderThanDiffs_NewerDiffsApplyAgain()
    {
        book.ApplyDiff(Diff(10, [new(99, 1)], []));
        book.ApplyDiff(Diff(11, [new(98, 2)], [new(102, 0)]));
        BinanceMessage snapshot = Diff(10, [new(99, 5), new(98, 7)], [new(101, 1), new(102, 1)]);
        book.ApplySnapshot(snapshot);
        BookSnapshot now = book.ToSnapshot(10);
        Assert.Equal([(99.0, 5.0), (98.0, 2.0)], now.BidPrices.Zip(now.BidSizes));
        Assert.Equal([101.0], now.AskPrices);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ApplyDiff_Gap_StartsFromNothing(bool isFutures)
    {
        book.ApplyDiff(Diff(10, [new(99, 1)], [new(101, 1)], isFutures, previous: 9));
        book.ApplyDiff(Diff(11, [new(98, 1)], [], isFutures, previous: 10));
        Assert.Equal((0, 2), (book.Gaps, book.ToSnapshot(10).BidPrices.Length));
        book.ApplyDiff(Diff(20, [new(97, 1)], [new(103, 1)], isFutures, previous: 19));
        Assert.Equal(1, book.Gaps);
        Assert.Equal([97.0], book.ToSnapshot(10).BidPrices);
    }

    [Fact]
    public void CheckAgainst_BestQuote_RemovesOlderBetterLevelsOnly()
    {
        book.ApplyDiff(Diff(10, [new(100, 1), new(99, 1)], [new(101, 1), new(102, 1)]));
        book.ApplyDiff(Diff(11, [new(99.5, 1)], []));
        book.CheckAgainst(99, 102, updateId: 10);
        Assert.Equal([99.5, 99], book.ToSnapshot(10).BidPrices);
        Assert.Equal([102.0], book.ToSnapshot(10).AskPrices);
    }

    [Fact]
    public void ApplyDiff_LevelsCross_OlderOneIsStale()
    {
        book.ApplyDiff(Diff(1, [new(100, 1), new(99, 1)], [new(105, 1)]));
        book.ApplyDiff(Diff(2, [], [new(100, 3)]));
        Assert.Equal([99.0], book.ToSnapshot(10).BidPrices);
        Assert.Equal([100.0, 105.0], book.ToSnapshot(10).AskPrices);
    }

    private static void Set(SortedDictionary<double, double> side, BookLevel level)
    {
        if (level.Size == 0)
            side.Remove(level.Price);
        else
            side[level.Price] = level.Size;
    }

    private static BinanceMessage Diff(long id, BookLevel[] bids, BookLevel[] asks, bool isFutures = false, long previous = 0)
    {
        BinanceMessage message = new();
        message.Clear();
        (message.FirstUpdateId, message.LastUpdateId, message.PreviousUpdateId, message.IsFutures) = (id, id, previous, isFutures);
        message.Bids.AddRange(bids);
        message.Asks.AddRange(asks);
        return message;
    }
}
