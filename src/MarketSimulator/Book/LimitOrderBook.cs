using System.Diagnostics;
using ImpactService.ImpactModels.Market;

namespace ImpactService.MarketSimulator.Book;

/// <summary>
/// A limit order book with price-time priority over unit ticks. Adding, cancelling and matching one order take constant time (finding the next occupied level looks at 64 ticks at once),
/// and nothing is allocated once the pool has grown to the number of orders alive.
/// Ids are slots of the pool and are reused: hold (id, serial) and ask <see cref="IsLive"/>.
/// </summary>
internal sealed class LimitOrderBook
{
    private const int InitialCapacity = 1024;

    /// <summary>The window moves when the mid is nearer to one of its ends than this share of its length.</summary>
    private const int EdgeShare = 4;

    private readonly PriceLadder ladder;
    private BookOrder[] orders = new BookOrder[InitialCapacity];
    private BookMatch[] matches = new BookMatch[64];
    private int matchCount;
    private int used;
    private int firstFree = PriceLadder.None;
    private int? bestBid;
    private int? bestAsk;

    public LimitOrderBook(int midTick, int windowTicks) => ladder = new PriceLadder(midTick - windowTicks / 2, windowTicks);

    /// <summary>The highest bid in ticks, or null when nobody bids.</summary>
    public int? BestBid => bestBid;

    /// <summary>The lowest offer in ticks, or null when nobody offers.</summary>
    public int? BestAsk => bestAsk;

    public bool IsTwoSided => bestBid.HasValue && bestAsk.HasValue;

    /// <summary>Whom the last <see cref="Take"/> met, in order of priority. Valid until the next one.</summary>
    public ReadOnlySpan<BookMatch> Matches => matches.AsSpan(0, matchCount);

    public int VolumeLots(int tick) => ladder.VolumeLots(tick);

    public ref readonly BookOrder this[int orderId] => ref orders[orderId];

    public bool IsLive(int orderId, int serial) => orders[orderId].IsLive && orders[orderId].Serial == serial;

    /// <summary>The touch on the side of a resting order: the bid for a buy, the offer for a sell.</summary>
    public int? Best(Side side) => side == Side.Buy ? bestBid : bestAsk;

    /// <summary>The next occupied level behind <paramref name="tick"/> on that side, away from the mid, or null.</summary>
    public int? Behind(Side side, int tick) => side == Side.Buy ? ladder.AtOrBelow(tick - 1) : ladder.AtOrAbove(tick + 1);

    /// <summary>True when a resting order may stand there: inside the window and not at or through the opposite touch.</summary>
    public bool Accepts(Side side, int tick) => ladder.Contains(tick) && (side == Side.Buy ? !(tick >= bestAsk) : !(tick <= bestBid));

    /// <summary>Adds an order at the end of its level's queue and returns its id.</summary>
    public int Add(Side side, int tick, int sizeLots, int owner)
    {
        Debug.Assert(Accepts(side, tick) && sizeLots > 0);
        int id = Rent();
        ref BookOrder order = ref orders[id];
        (order.Side, order.Tick, order.SizeLots, order.Owner, order.IsLive) = (side, tick, sizeLots, owner, true);
        order.Serial++;
        Append(id, ref order);
        if (side == Side.Buy ? !(tick <= bestBid) : !(tick >= bestAsk))
            SetBest(side, tick);
        return id;
    }

    /// <summary>Removes a live order.</summary>
    public void Cancel(int orderId)
    {
        ref BookOrder order = ref orders[orderId];
        Debug.Assert(order.IsLive);
        Unlink(ref order);
        Return(orderId);
        if (order.Tick == Best(order.Side) && ladder[order.Tick].VolumeLots == 0)
            SetBest(order.Side, Behind(order.Side, order.Tick));
    }

    /// <summary>
    /// An incoming order of that side: meets resting orders from the best price up to <paramref name="limitTick"/>, first come first served, and returns the lots done.
    /// The rest, if any, is not booked.
    /// </summary>
    public int Take(Side side, int sizeLots, int limitTick)
    {
        matchCount = 0;
        int left = sizeLots;
        Side resting = side.Opposite();
        while (left > 0 && Best(resting) is { } tick && (side == Side.Buy ? tick <= limitTick : tick >= limitTick))
        {
            left = TakeLevel(tick, left);
            if (ladder[tick].VolumeLots == 0)
                SetBest(resting, Behind(resting, tick));
        }

        return sizeLots - left;
    }

    /// <summary>Keeps the window around the mid; orders that fall out of it are cancelled (they are further away than anything that matters).</summary>
    public void KeepCentred(int midTick)
    {
        int margin = ladder.Length / EdgeShare;
        if (midTick >= ladder.FirstTick + margin && midTick < ladder.FirstTick + ladder.Length - margin)
            return;
        int first = midTick - ladder.Length / 2;
        for (int id = 0; id < used; id++)
        {
            if (orders[id].IsLive && (orders[id].Tick < first || orders[id].Tick >= first + ladder.Length))
                Cancel(id);
        }

        ladder.Rebase(first);
    }

    private int TakeLevel(int tick, int left)
    {
        while (left > 0 && ladder[tick].Head is var id and not PriceLadder.None)
        {
            ref BookOrder order = ref orders[id];
            int done = Math.Min(left, order.SizeLots);
            Record(new BookMatch(id, order.Serial, order.Owner, tick, done));
            left -= done;
            if (done == order.SizeLots)
            {
                Unlink(ref order);
                Return(id);
            }
            else
            {
                order.SizeLots -= done;
                ladder[tick].VolumeLots -= done;
            }
        }

        return left;
    }

    private void Append(int id, ref BookOrder order)
    {
        ref PriceLadder.Level level = ref ladder[order.Tick];
        (order.Previous, order.Next) = (level.Tail, PriceLadder.None);
        if (level.Tail == PriceLadder.None)
        {
            level.Head = id;
            ladder.SetOccupied(order.Tick, true);
        }
        else
            orders[level.Tail].Next = id;
        level.Tail = id;
        level.VolumeLots += order.SizeLots;
    }

    private void Unlink(ref BookOrder order)
    {
        ref PriceLadder.Level level = ref ladder[order.Tick];
        if (order.Previous == PriceLadder.None)
            level.Head = order.Next;
        else
            orders[order.Previous].Next = order.Next;
        if (order.Next == PriceLadder.None)
            level.Tail = order.Previous;
        else
            orders[order.Next].Previous = order.Previous;
        level.VolumeLots -= order.SizeLots;
        if (level.Head == PriceLadder.None)
            ladder.SetOccupied(order.Tick, false);
    }

    private void SetBest(Side side, int? tick)
    {
        if (side == Side.Buy)
            bestBid = tick;
        else
            bestAsk = tick;
    }

    private int Rent()
    {
        if (firstFree == PriceLadder.None)
        {
            if (used == orders.Length)
                Array.Resize(ref orders, orders.Length * 2);
            return used++;
        }

        int id = firstFree;
        firstFree = orders[id].Next;
        return id;
    }

    private void Return(int id)
    {
        orders[id].IsLive = false;
        orders[id].Next = firstFree;
        firstFree = id;
    }

    private void Record(BookMatch match)
    {
        if (matchCount == matches.Length)
            Array.Resize(ref matches, matches.Length * 2);
        matches[matchCount++] = match;
    }
}
