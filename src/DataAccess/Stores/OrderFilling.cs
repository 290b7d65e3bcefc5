using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>What an order allows its fills to be, and how much of it is filled.</summary>
public sealed record OrderFilling(Timestamp ArrivalTime, Timestamp EndTime, double Quantity, double FilledQuantity);
