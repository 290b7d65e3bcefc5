using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Book;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// Traders who rest limit orders at a distance of their own from a moving centre. Each order lives for a while, is looked at from time to time, and moved (losing its place in the queue)
/// when it stands further from its target than its owner tolerates. So the book follows news at a finite rate and refills after a sweep at a finite rate.
/// </summary>
internal abstract class LiquidityProviders(Venue venue) : Participant(venue)
{
    protected const int ArrivalTag = -1;

    private Plan[] plans = new Plan[1024];

    /// <summary>The price that the provider aims at, before the touch limits it.</summary>
    protected abstract int TargetTick(Side side, double offsetTicks);

    protected abstract double ToleranceTicks(double offsetTicks);

    protected abstract void Arrive();

    public override void Wake(int tag, int stamp)
    {
        if (tag == ArrivalTag)
            Arrive();
        else if (Venue.Book.IsLive(tag, stamp))
            Review(tag);
    }

    protected void Post(Side side, int sizeLots, Plan plan)
    {
        if (Venue.Place(side, TargetTick(side, plan.OffsetTicks), sizeLots, Index) is not { } id)
            return;
        if (id >= plans.Length)
            Array.Resize(ref plans, Math.Max(id + 1, plans.Length * 2));
        plans[id] = plan;
        ScheduleReview(id, plan);
    }

    private void Review(int orderId)
    {
        Plan plan = plans[orderId];
        BookOrder order = Venue.Book[orderId];
        bool expired = Venue.NowMicros >= plan.ExpiryMicros;
        if (!expired && Math.Abs(order.Tick - TargetTick(order.Side, plan.OffsetTicks)) <= ToleranceTicks(plan.OffsetTicks))
        {
            ScheduleReview(orderId, plan);
            return;
        }

        Venue.Cancel(orderId);
        if (!expired)
            Post(order.Side, order.SizeLots, plan);
    }

    private void ScheduleReview(int orderId, in Plan plan)
    {
        long next = Math.Min(plan.ExpiryMicros, Venue.NowMicros + plan.ReviewMicros);
        Venue.WakeAt(next, Index, orderId, Venue.Book[orderId].Serial);
    }

    /// <summary>Distance from the centre, end of life, time between looks.</summary>
    protected readonly record struct Plan(double OffsetTicks, long ExpiryMicros, long ReviewMicros);
}
