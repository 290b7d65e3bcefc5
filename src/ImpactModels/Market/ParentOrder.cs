namespace ImpactService.ImpactModels.Market;

/// <summary>
/// A parent order that the user really executed, for labels (training) and for TCA. <see cref="Quantity"/> is the executed quantity in units, <see cref="AveragePrice"/> the
/// quantity-weighted price of the fills before fees; <see cref="ArrivalPrice"/> is the mid at arrival where the user recorded it, else it is read from the quotes.
/// </summary>
public sealed record ParentOrder(
    string OrderId,
    string Symbol,
    Side Side,
    Timestamp ArrivalTime,
    Timestamp EndTime,
    double Quantity,
    double AveragePrice,
    double? ArrivalPrice = null,
    double? TakerFraction = null,
    string? Strategy = null);

public enum FillLiquidity
{
    Taker,
    Maker,
    Auction,
}

/// <summary>One execution of a parent order.</summary>
public sealed record Fill(string OrderId, Timestamp EventTime, double Price, double Size, FillLiquidity Liquidity);
