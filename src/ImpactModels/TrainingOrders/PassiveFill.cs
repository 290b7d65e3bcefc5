using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>When and at what price a resting order fills, if nothing stops it before.</summary>
internal readonly record struct PassiveFill(Timestamp Time, double Price)
{
    public static readonly PassiveFill Never = new(Timestamp.MaxValue, double.NaN);
}
