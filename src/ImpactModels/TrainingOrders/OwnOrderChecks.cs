using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Whether an own order can be learned from; the first reason against it. Comparisons are written so that NaN fails them.</summary>
internal static class OwnOrderChecks
{
    public static OwnOrderRejection Check(TapeIndex tape, ExecutedOrder executed, OwnOrderOptions options)
    {
        ParentOrder order = executed.Order;
        if (!AreNumbersValid(executed))
            return OwnOrderRejection.InvalidNumbers;
        if (!tape.Tape.Session.Contains(order.ArrivalTime))
            return OwnOrderRejection.OutsideSession;
        if (order.EndTime < order.ArrivalTime || order.EndTime > tape.Tape.Session.Close)
            return OwnOrderRejection.InvalidEnd;
        if (tape.Quotes.IndexAtOrBefore(order.ArrivalTime) < 0 || order.ArrivalTime > tape.ObservedUntil)
            return OwnOrderRejection.NoQuoteAtArrival;
        FillSummary fills = FillSummary.Of(executed);
        if (!DoFillsAgree(order, fills, options))
            return OwnOrderRejection.FillsDisagree;
        return ArePricesNear(tape, order, fills, options) ? OwnOrderRejection.None : OwnOrderRejection.PriceFarFromTape;
    }

    private static bool AreNumbersValid(ExecutedOrder executed)
    {
        ParentOrder order = executed.Order;
        return IsPositive(order.Quantity)
            && IsPositive(order.AveragePrice)
            && IsPositive(order.ArrivalPrice ?? 1)
            && order.TakerFraction is null or (>= 0 and <= 1)
            && executed.Fills.All(fill => IsPositive(fill.Price) && IsPositive(fill.Size));
    }

    private static bool IsPositive(double value) => value > 0 && value < double.PositiveInfinity;

    private static bool DoFillsAgree(ParentOrder order, in FillSummary fills, OwnOrderOptions options) =>
        order.ArrivalTime.SecondsSince(fills.FirstTime) <= options.MaximumClockDifferenceSeconds
        && fills.LastTime.SecondsSince(order.EndTime) <= options.MaximumClockDifferenceSeconds
        && Math.Abs(fills.Quantity - order.Quantity) <= options.MaximumQuantityMismatch * order.Quantity;

    private static bool ArePricesNear(TapeIndex tape, ParentOrder order, in FillSummary fills, OwnOrderOptions options)
    {
        TapePriceRange range = TapePriceRange.Of(tape, order.ArrivalTime, Timestamp.Max(order.ArrivalTime, fills.LastTime));
        double arrivalMid = tape.Quotes.MidAt(order.ArrivalTime);
        return range.Contains(fills.AveragePrice, options.MaximumPriceDistance)
            && Math.Abs((order.ArrivalPrice ?? arrivalMid) / arrivalMid - 1) <= options.MaximumPriceDistance;
    }
}
