using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Book;
using ImpactService.Tests.Oracles.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator.Book;

/// <summary>The fast book and its naive twin, fed with the same random orders and compared after each.</summary>
internal sealed class BookTwins(SeededRandom random)
{
    private const int WindowTicks = 256;

    private readonly LimitOrderBook book = new(5000, WindowTicks);
    private readonly NaiveOrderBook naive = new();
    private readonly Dictionary<int, string> names = [];
    private int centre = 5000;
    private int added;
    private long lotsIn;
    private long lotsOut;

    public int Matched { get; private set; }

    public int Recentred { get; private set; }

    public void Step()
    {
        double choice = random.NextDouble();
        if (choice < 0.5)
            Add();
        else if (choice < 0.75)
            Cancel();
        else if (choice < 0.99)
            Take();
        else
            Recentre();
        Compare();
    }

    private void Add()
    {
        Side side = AnySide();
        int tick = centre + random.NextInt32(40) - 20;
        int lots = 1 + random.NextInt32(20);
        bool expected = side == Side.Buy ? !(tick >= naive.BestAsk) : !(tick <= naive.BestBid);
        Assert.Equal(expected, book.Accepts(side, tick));
        if (!expected)
            return;
        int id = book.Add(side, tick, lots, added);
        names[id] = $"{added++}";
        naive.Add(names[id], side, tick, lots);
        lotsIn += lots;
    }

    private void Cancel()
    {
        int[] live = [.. names.Keys.Where(id => book[id].IsLive).Order()];
        if (live.Length == 0)
            return;
        int id = live[random.NextInt32(live.Length)];
        lotsOut += book[id].SizeLots;
        book.Cancel(id);
        naive.Cancel(names[id]);
    }

    private void Take()
    {
        Side side = AnySide();
        int wanted = 1 + random.NextInt32(60);
        int limit = centre + random.NextInt32(60) - 30;
        IReadOnlyList<(string Name, int Tick, int SizeLots)> expected = naive.Take(side, wanted, limit);
        int done = book.Take(side, wanted, limit);
        Assert.Equal(expected.Sum(m => m.SizeLots), done);
        Assert.Equal(expected, book.Matches.ToArray().Select(m => (names[m.OrderId], m.Tick, m.SizeLots)));
        Matched += expected.Count;
        lotsOut += done;
    }

    /// <summary>A step of the mid, sometimes far enough to move the window and drop what falls out of it.</summary>
    private void Recentre()
    {
        centre += random.NextInt32(101) - 50;
        long before = lotsInBook();
        book.KeepCentred(centre);
        (int first, int last) = Window();
        if (!(first > centre - WindowTicks / 2 || last < centre + WindowTicks / 2 - 1))
            Recentred++;
        naive.CancelOutside(first, last);
        lotsOut += before - lotsInBook();
    }

    private void Compare()
    {
        Assert.Equal(naive.BestBid, book.BestBid);
        Assert.Equal(naive.BestAsk, book.BestAsk);
        Assert.False(book.BestBid >= book.BestAsk, "crossed");
        Assert.Equal(lotsIn - lotsOut, lotsInBook());
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            for (int? tick = book.Best(side); tick is { } t; tick = book.Behind(side, t))
            {
                Assert.Equal(naive.VolumeLots(t), book.VolumeLots(t));
                Assert.Equal(naive.Behind(side, t), book.Behind(side, t));
            }
        }
    }

    private long lotsInBook()
    {
        long sum = 0;
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            for (int? tick = book.Best(side); tick is { } t; tick = book.Behind(side, t))
                sum += book.VolumeLots(t);
        }

        return sum;
    }

    /// <summary>The first and last tick at which an order could stand, by asking the book.</summary>
    private (int First, int Last) Window()
    {
        int[] inside = [.. Enumerable.Range(centre - 2 * WindowTicks, 4 * WindowTicks).Where(t => book.Accepts(Side.Buy, t) || book.Accepts(Side.Sell, t))];
        return (inside[0], inside[^1]);
    }

    private Side AnySide() => random.NextDouble() < 0.5 ? Side.Buy : Side.Sell;
}
