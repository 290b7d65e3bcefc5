using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.Oracles.Training;

/// <summary>Looks at every pair of orders: the naive twin of EvidenceWeights.</summary>
public static class NaiveEvidenceWeights
{
    public static double[] Of(IReadOnlyList<TrainingOrder> orders) => [.. orders.Select(order => KindWeight(order) / orders.Count(other => StartsDuring(order, other)))];

    private static double KindWeight(TrainingOrder order) => order.Kind == TrainingOrderKind.Own ? order.Weight : 1;

    private static bool StartsDuring(TrainingOrder order, TrainingOrder other)
    {
        double seconds = Math.Max(order.HorizonSeconds, order.ExecutionSeconds);
        return other.Kind == order.Kind && other.Symbol == order.Symbol && other.SessionDate == order.SessionDate
            && other.T0 >= order.T0 && other.T0 <= order.T0.AddSeconds(seconds);
    }
}
