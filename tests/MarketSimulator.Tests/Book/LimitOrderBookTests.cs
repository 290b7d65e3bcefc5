using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Book;
using ImpactService.Tests.Oracles.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator.Book;

public sealed class LimitOrderBookTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void RandomOrders_AgainstNaiveBook_SameBookAndMatches(ulong seed)
    {
        BookTwins twins = new(new SeededRandom(seed));
        for (int step = 0; step < 4000; step++)
            twins.Step();

        Assert.True(twins.Matched > 200, "the run must have traded");
        Assert.True(twins.Recentred > 0, "the window must have moved");
    }

    [Fact]
    public void Take_TwoOrdersAtOnePrice_OlderFirst()
    {
        LimitOrderBook book = new(1000, 256);
        int first = book.Add(Side.Sell, 1001, 5, owner: 1);
        book.Add(Side.Sell, 1001, 5, owner: 2);

        Assert.Equal(7, book.Take(Side.Buy, 7, 1001));
        Assert.Equal([1, 2], book.Matches.ToArray().Select(m => m.Owner));
        Assert.Equal([5, 2], book.Matches.ToArray().Select(m => m.SizeLots));
        Assert.False(book[first].IsLive);
        Assert.Equal(3, book.VolumeLots(1001));
    }

    [Fact]
    public void Take_BeyondLimit_StopsThere()
    {
        LimitOrderBook book = new(1000, 256);
        book.Add(Side.Buy, 999, 5, 0);
        book.Add(Side.Buy, 998, 5, 0);

        Assert.Equal(5, book.Take(Side.Sell, 100, 999));
        Assert.Equal(998, book.BestBid);
        Assert.Equal(5, book.Take(Side.Sell, 100, int.MinValue));
        Assert.Null(book.BestBid);
        Assert.Equal(0, book.Take(Side.Sell, 100, int.MinValue));
    }

    [Fact]
    public void Accepts_AtOrThroughOppositeTouch_False()
    {
        LimitOrderBook book = new(1000, 256);
        book.Add(Side.Sell, 1001, 5, 0);

        Assert.True(book.Accepts(Side.Buy, 1000));
        Assert.False(book.Accepts(Side.Buy, 1001));
        Assert.False(book.Accepts(Side.Buy, 1002));
        Assert.True(book.Accepts(Side.Sell, 1000));
        Assert.False(book.Accepts(Side.Sell, 5000));
    }

    [Fact]
    public void IsLive_SlotReused_OldReferenceIsDead()
    {
        LimitOrderBook book = new(1000, 256);
        int id = book.Add(Side.Buy, 990, 1, 0);
        int serial = book[id].Serial;
        book.Cancel(id);
        int again = book.Add(Side.Buy, 991, 1, 0);

        Assert.Equal(id, again);
        Assert.False(book.IsLive(id, serial));
        Assert.True(book.IsLive(id, book[id].Serial));
    }
}
