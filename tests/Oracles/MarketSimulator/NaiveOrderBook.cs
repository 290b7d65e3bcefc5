using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.MarketSimulator;

/// <summary>A limit order book as one would explain it: one list of orders in the order of arrival, searched from end to end. Slow and obviously right.</summary>
public sealed class NaiveOrderBook
{
    private readonly List<Order> orders = [];

    public int? BestBid => orders.Where(o => o.Side == Side.Buy).Select(o => (int?)o.Tick).Max();

    public int? BestAsk => orders.Where(o => o.Side == Side.Sell).Select(o => (int?)o.Tick).Min();

    public int Count => orders.Count;

    public int VolumeLots(int tick) => orders.Where(o => o.Tick == tick).Sum(o => o.SizeLots);

    public int? Behind(Side side, int tick) => side == Side.Buy
        ? orders.Where(o => o.Side == side && o.Tick < tick).Select(o => (int?)o.Tick).Max()
        : orders.Where(o => o.Side == side && o.Tick > tick).Select(o => (int?)o.Tick).Min();

    public void Add(string name, Side side, int tick, int sizeLots) => orders.Add(new Order(name, side, tick) { SizeLots = sizeLots });

    public void Cancel(string name) => orders.RemoveAll(o => o.Name == name);

    public void CancelOutside(int firstTick, int lastTick) => orders.RemoveAll(o => o.Tick < firstTick || o.Tick > lastTick);

    /// <summary>The best price first, and at one price the oldest order first.</summary>
    public IReadOnlyList<(string Name, int Tick, int SizeLots)> Take(Side side, int sizeLots, int limitTick)
    {
        List<(string Name, int Tick, int SizeLots)> matches = [];
        IEnumerable<Order> resting = orders.Where(o => o.Side != side && (side == Side.Buy ? o.Tick <= limitTick : o.Tick >= limitTick));
        foreach (Order order in resting.OrderBy(o => side == Side.Buy ? o.Tick : -o.Tick).ToList())
        {
            int done = Math.Min(sizeLots, order.SizeLots);
            if (done == 0)
                break;
            matches.Add((order.Name, order.Tick, done));
            order.SizeLots -= done;
            sizeLots -= done;
        }

        orders.RemoveAll(o => o.SizeLots == 0);
        return matches;
    }

    private sealed record Order(string Name, Side Side, int Tick)
    {
        public int SizeLots { get; set; }
    }
}
