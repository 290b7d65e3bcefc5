using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>Scales the orders per session down so that all sessions together make about as many as were asked for. Own orders are never thinned.</summary>
internal static class OrderQuota
{
    /// <summary>With fewer per session the strata of size, horizon and strategy are empty.</summary>
    public const int MinimumProbes = 200;
    public const int MinimumMetaorders = 300;

    public static TrainingOrderPlan Apply(TrainingOrderPlan plan, int sessions, int maximumOrders)
    {
        double perSession = (plan.Kinds.Contains(TrainingOrderKind.Probe) ? plan.Probes.CountPerSession : 0)
            + (plan.Kinds.Contains(TrainingOrderKind.Metaorder) ? plan.Metaorders.MaximumPerSession : 0);
        double factor = Math.Min(1, maximumOrders / Math.Max(1, perSession * sessions));
        return plan with
        {
            Probes = plan.Probes with { CountPerSession = Math.Max(MinimumProbes, (int)(plan.Probes.CountPerSession * factor)) },
            Metaorders = plan.Metaorders with { MaximumPerSession = Math.Max(MinimumMetaorders, (int)(plan.Metaorders.MaximumPerSession * factor)) },
        };
    }
}
