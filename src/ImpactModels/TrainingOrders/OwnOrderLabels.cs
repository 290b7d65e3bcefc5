using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>What became of a batch of own orders: those to learn from, and how many were rejected for which reason.</summary>
public sealed record OwnOrderBatch(ImmutableArray<TrainingOrder> Orders, ImmutableSortedDictionary<OwnOrderRejection, int> Rejections);

/// <summary>
/// Training orders of the kind <see cref="TrainingOrderKind.Own"/>: the user's parent orders of one session. Arrival price: the record's, else the mid in force at arrival. Average price: of the fills, else the record's.
/// Last fill: of the fills, else the record's end. Taker fraction as planned: the record's, else that of the named strategy, else the realised one, else balanced; as realised: of the fills, else as planned.
/// The planned horizon is the record's arrival to end, since records keep no plan.
/// </summary>
public sealed class OwnOrderLabels(OwnOrderOptions options)
{
    public OwnOrderBatch Label(TapeIndex tape, IEnumerable<ExecutedOrder> orders)
    {
        var labelled = ImmutableArray.CreateBuilder<TrainingOrder>();
        var rejections = new SortedDictionary<OwnOrderRejection, int>();
        foreach (ExecutedOrder order in orders)
        {
            OwnOrderRejection reason = OwnOrderChecks.Check(tape, order, options);
            if (reason == OwnOrderRejection.None)
                labelled.Add(Label(tape, order));
            else
                rejections[reason] = rejections.GetValueOrDefault(reason) + 1;
        }

        return new OwnOrderBatch(labelled.ToImmutable(), rejections.ToImmutableSortedDictionary());
    }

    private TrainingOrder Label(TapeIndex tape, ExecutedOrder executed)
    {
        ParentOrder order = executed.Order;
        FillSummary fills = FillSummary.Of(executed);
        double planned = PlannedTakerFraction(order, fills);
        return new OrderExecution
        {
            Id = $"own/{order.OrderId}",
            Kind = TrainingOrderKind.Own,
            Side = order.Side,
            T0 = order.ArrivalTime,
            TEnd = Timestamp.Max(order.ArrivalTime, fills.LastTime),
            Quantity = order.Quantity,
            HorizonSeconds = order.EndTime.SecondsSince(order.ArrivalTime),
            TakerFraction = planned,
            RealisedTakerFraction = fills.IsKnown ? fills.TakerShare : planned,
            RealisedMakerFraction = fills.IsKnown ? fills.MakerShare : 1 - planned,
            Arrival = tape.Quotes[tape.Quotes.IndexAtOrBefore(order.ArrivalTime)],
            RecordedArrivalPrice = order.ArrivalPrice,
            AveragePrice = fills.AveragePrice,
            Weight = options.Weight,
        }.Label(tape, options.Relaxation);
    }

    private static double PlannedTakerFraction(ParentOrder order, in FillSummary fills) =>
        order.TakerFraction ?? StrategyTakerFraction(order.Strategy) ?? (fills.IsKnown ? fills.TakerShare : Strategies.BalancedTakerFraction);

    /// <summary>Of the three named strategies; null for any other name, which says nothing that is known here.</summary>
    private static double? StrategyTakerFraction(string? strategy) => strategy?.Trim().ToLowerInvariant() switch
    {
        "aggressive" => Strategies.AggressiveTakerFraction,
        "balanced" => Strategies.BalancedTakerFraction,
        "passive" => Strategies.PassiveTakerFraction,
        _ => null,
    };
}
