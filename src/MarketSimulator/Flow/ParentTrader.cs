using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Book;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// One parent order worked in the book: children along the expected volume curve, of which the planned taker fraction crosses (no more than the touch shows, the rest a little later) and the others join the
/// queue at the touch and follow it. At the horizon what is left crosses. A zero horizon is one sweep.
/// </summary>
internal sealed class ParentTrader(Venue venue, SimulatedOrder simulated, double childLots) : Participant(venue)
{
    private const int ArriveTag = 0;
    private const int ChildTag = 1;
    private const int CatchUpTag = 2;
    private const int FinishTag = 3;

    /// <summary>Children are at least this far apart, so that the book can answer one before the next.</summary>
    private const double ShortestGapSeconds = 5;

    /// <summary>A child that found too little at the touch, or a quote that fell behind it, is looked at again this often per child.</summary>
    private const double LooksPerChild = 4;

    private readonly OrderProfile order = simulated.Profile;
    private readonly List<Fill> fills = [];
    private readonly List<(int Id, int Serial)> resting = [];
    private int leftLots;
    private int crossingLots;
    private int children = 1;
    private int childrenSent;
    private double arrivalTicks = double.NaN;
    private double money;
    private double doneLots;

    private double LookSeconds => order.HorizonSeconds / children / LooksPerChild;

    private int TotalLots => Math.Max(1, (int)Math.Round(order.Quantity / Venue.Tape.Quantity(1)));

    /// <summary>What was done, or null when nothing was.</summary>
    public ParentOrder? Result => doneLots > 0
        ? new ParentOrder(simulated.OrderId, order.Symbol, order.Side, order.ArrivalTime, order.EndTime, Venue.Tape.Quantity(doneLots), money / Venue.Tape.Quantity(doneLots), Venue.Tape.MidPrice(arrivalTicks), order.TakerFraction, simulated.Strategy)
        : null;

    public IReadOnlyList<Fill> Fills => fills;

    public override void Start() => Venue.WakeAt(order.ArrivalTime.UnixMicros, Index, ArriveTag, 0);

    public override void Wake(int tag, int stamp)
    {
        if (tag == ArriveTag)
            Arrive();
        else if (tag == FinishTag)
            Finish();
        else
            Work(isNewChild: tag == ChildTag);
    }

    public override void OnFill(in BookMatch match, Side side) => Record(match.Tick, match.SizeLots, FillLiquidity.Maker);

    private void Arrive()
    {
        arrivalTicks = Venue.MidTicks;
        leftLots = TotalLots;
        double mostChildren = Math.Max(1, order.HorizonSeconds / ShortestGapSeconds);
        children = (int)Math.Clamp(Math.Ceiling(leftLots / childLots), 1, mostChildren);
        Venue.WakeAt(order.EndTime.UnixMicros, Index, FinishTag, 0);
        if (!(order.HorizonSeconds > 0))
            return;
        WakeAfter(LookSeconds, CatchUpTag);
        Work(isNewChild: true);
    }

    private void Work(bool isNewChild)
    {
        if (leftLots == 0)
            return;
        FollowTouch();
        if (isNewChild)
            SendChild();
        if (crossingLots > 0 && Venue.Book.Best(order.Side.Opposite()) is { } touch)
            crossingLots -= Cross(Math.Min(crossingLots, Venue.Book.VolumeLots(touch)));
        if (!isNewChild)
            WakeAfter(LookSeconds, CatchUpTag);
        else if (childrenSent < children)
            Venue.WakeAt(Venue.Clock.TimeAtVolumeShare(order.ArrivalTime.UnixMicros, order.EndTime.UnixMicros, (double)childrenSent / children), Index, ChildTag, 0);
    }

    private void SendChild()
    {
        int lots = (int)((long)TotalLots * (childrenSent + 1) / children - (long)TotalLots * childrenSent / children);
        bool crosses = Math.Floor((childrenSent + 1) * order.TakerFraction + 1e-9) > Math.Floor(childrenSent * order.TakerFraction + 1e-9);
        childrenSent++;
        if (crosses)
            crossingLots += lots;
        else
            Rest(lots);
    }

    private void Rest(int lots)
    {
        if (Venue.Book.Best(order.Side) is not { } touch || Venue.Place(order.Side, touch, lots, Index) is not { } id)
            return;
        resting.Add((id, Venue.Book[id].Serial));
    }

    /// <summary>Moves what no longer stands at the touch back to it, at the end of the queue.</summary>
    private void FollowTouch()
    {
        int behind = 0;
        for (int i = resting.Count - 1; i >= 0; i--)
        {
            (int id, int serial) = resting[i];
            bool isLive = Venue.Book.IsLive(id, serial);
            if (isLive && Venue.Book[id].Tick == Venue.Book.Best(order.Side))
                continue;
            if (isLive)
            {
                behind += Venue.Book[id].SizeLots;
                Venue.Cancel(id);
            }

            resting.RemoveAt(i);
        }

        if (behind > 0)
            Rest(behind);
    }

    /// <summary>Completion by force: whatever the book holds is taken, and what it does not hold is given up.</summary>
    private void Finish()
    {
        foreach ((int id, int serial) in resting)
        {
            if (Venue.Book.IsLive(id, serial))
                Venue.Cancel(id);
        }

        if (leftLots > 0)
            Cross(leftLots);
        leftLots = 0;
    }

    private int Cross(int lots)
    {
        int done = Venue.Take(order.Side, lots);
        foreach (BookMatch match in Venue.Book.Matches)
            Record(match.Tick, match.SizeLots, FillLiquidity.Taker);
        return done;
    }

    private void Record(int tick, int lots, FillLiquidity liquidity)
    {
        leftLots -= lots;
        doneLots += lots;
        money += Venue.Tape.Price(tick) * Venue.Tape.Quantity(lots);
        fills.Add(new Fill(simulated.OrderId, new Timestamp(Venue.NowMicros), Venue.Tape.Price(tick), Venue.Tape.Quantity(lots), liquidity));
    }
}
