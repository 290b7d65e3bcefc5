using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>A parent order with its fills, which may be missing (empty).</summary>
public sealed record ExecutedOrder(ParentOrder Order, IReadOnlyList<Fill> Fills);
