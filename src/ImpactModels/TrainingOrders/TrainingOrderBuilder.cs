using System.Collections.Immutable;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Gives the labelled orders of one session their features: one feature engine runs over the tape, and each order's vector is written from what was available strictly before its t0
/// (clocks tie: no event stamped with t0 or known only then). Nothing at or after t0, the order's own children included, can reach a feature.
/// </summary>
public sealed class TrainingOrderBuilder(FeatureSchema schema)
{
    /// <summary>Orders of the tape's instrument and session, in any order. Of the history only sessions before the tape's are used.</summary>
    /// <exception cref="ArgumentException">An order belongs to another instrument or session.</exception>
    public TrainingOrderBatch Build(SessionTape tape, SessionHistory history, IEnumerable<TrainingOrder> orders)
    {
        TrainingOrder[] sorted = orders.OrderBy(order => order.T0.UnixMicros).ToArray();
        var engine = new FeatureEngine(tape.Instrument, schema, history);
        var built = ImmutableArray.CreateBuilder<TrainingOrder>(sorted.Length);
        var leftOut = new SortedDictionary<FeatureGap, int>();
        MarketState? state = null;
        int nextEvent = 0;
        foreach (TrainingOrder order in sorted)
        {
            RequireSameSession(tape, order);
            nextEvent = FeedBefore(engine, tape.Events, nextEvent, order.T0);
            if (state?.AsOf != order.T0)
                state = engine.Snapshot(order.T0);
            if (GapOf(state) is { } gap)
                leftOut[gap] = leftOut.GetValueOrDefault(gap) + 1;
            else
                built.Add(WithFeatures(order, state));
        }

        return new TrainingOrderBatch(built.ToImmutable(), leftOut.ToImmutableSortedDictionary());
    }

    private static int FeedBefore(FeatureEngine engine, MarketEvent[] events, int next, Timestamp t0)
    {
        for (; next < events.Length && events[next].AvailableTime < t0; next++)
            engine.OnEvent(events[next]);
        return next;
    }

    private static FeatureGap? GapOf(MarketState state) => state switch
    {
        { Quote: null } => FeatureGap.NoQuote,
        { AdvUnits: null } => FeatureGap.NoDailyVolume,
        { DailyVolatility: null } => FeatureGap.NoDailyVolatility,
        _ => null,
    };

    private TrainingOrder WithFeatures(TrainingOrder order, MarketState state)
    {
        var features = new double[schema.Count];
        OrderFeatures.Write(schema, state, order.ToProfile(), features);
        return order with { Features = features };
    }

    private static void RequireSameSession(SessionTape tape, TrainingOrder order)
    {
        if (order.Symbol != tape.Instrument.Symbol || order.SessionDate != tape.Session.Date || !tape.Session.Contains(order.T0))
            throw new ArgumentException($"order {order.Id} ({order.Symbol}, {order.T0}) does not belong to the tape of {tape.Instrument.Symbol} on {tape.Session.Date:yyyy-MM-dd}");
    }
}
