using ImpactService.ImpactModels.Market;

namespace ImpactService.MarketSimulator.Book;

/// <summary>A resting limit order inside the book's pool: a node of its level's first-in-first-out queue. Prices in ticks, sizes in lots.</summary>
internal struct BookOrder
{
    public int Next;
    public int Previous;
    public int Tick;
    public int SizeLots;

    /// <summary>Who is told about fills; the book itself never reads it.</summary>
    public int Owner;

    /// <summary>Increases each time the slot is reused, so that a reference to an order that has gone is recognised.</summary>
    public int Serial;

    public Side Side;
    public bool IsLive;
}

/// <summary>One resting order meeting an incoming one. <paramref name="Serial"/> tells the order apart from a later user of its slot.</summary>
internal readonly record struct BookMatch(int OrderId, int Serial, int Owner, int Tick, int SizeLots);
