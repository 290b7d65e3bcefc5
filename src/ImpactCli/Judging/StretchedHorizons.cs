using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>
/// The test fold's metaorders again, with planned horizons further from their run times than in training: a model that had learned when the flow turned from the horizon loses its lead here.
/// </summary>
internal static class StretchedHorizons
{
    /// <summary>Twice the default of training.</summary>
    public const double MaximumStretch = 4;

    /// <returns>Null where the model has seen no metaorders.</returns>
    public static OrderPlan? Of(OrderPlan plan)
    {
        if (!plan.Orders.Kinds.Contains(TrainingOrderKind.Metaorder))
            return null;
        DateOnly firstDay = DateOnly.FromDateTime(plan.Folds.CalibrateUntil.ToUtcDateTime());
        TrainingOrderPlan orders = plan.Orders with { Kinds = [TrainingOrderKind.Metaorder], From = firstDay, Metaorders = plan.Orders.Metaorders with { MaximumHorizonStretch = MaximumStretch } };
        return plan with { Orders = orders };
    }

    /// <summary>The stretched test orders beside the training orders as they are.</summary>
    public static FoldedOrders Combine(FoldedOrders plain, FoldedOrders stretched) => plain with { Test = stretched.Test };
}
