using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// The fills of a parent order summed up; where there are none, price and end are the record's and the shares are unknown.
/// Auction fills neither cross nor earn the spread, and as an auction prints after the order's end was reached they count as filled at that end at the latest.
/// </summary>
internal readonly record struct FillSummary(bool IsKnown, double Quantity, double AveragePrice, Timestamp FirstTime, Timestamp LastTime, double TakerShare, double MakerShare)
{
    public static FillSummary Of(ExecutedOrder executed)
    {
        ParentOrder order = executed.Order;
        if (executed.Fills.Count == 0)
            return new FillSummary(false, order.Quantity, order.AveragePrice, order.ArrivalTime, order.EndTime, double.NaN, double.NaN);
        double quantity = executed.Fills.Sum(fill => fill.Size);
        return new FillSummary(
            true,
            quantity,
            executed.Fills.Sum(fill => fill.Size * fill.Price) / quantity,
            executed.Fills.Min(fill => fill.EventTime),
            executed.Fills.Max(fill => TimeOf(order, fill)),
            SizeOf(executed, FillLiquidity.Taker) / quantity,
            SizeOf(executed, FillLiquidity.Maker) / quantity);
    }

    private static Timestamp TimeOf(ParentOrder order, Fill fill) =>
        fill.Liquidity == FillLiquidity.Auction && fill.EventTime > order.EndTime ? order.EndTime : fill.EventTime;

    private static double SizeOf(ExecutedOrder executed, FillLiquidity liquidity) =>
        executed.Fills.Sum(fill => fill.Liquidity == liquidity ? fill.Size : 0);
}
