using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// How many independent observations an order counts for. Orders that run at the same time on the same instrument share one price path: two thousand probes of an hour's length in one session
/// are about seven paths, not two thousand. An order weighs 1/(1 + number of orders of its kind that start while it runs), the uniqueness of de Prado 2018, ch. 4, times what its kind counts for.
/// Without it a booster learns the drift of the training days: on four days of three shares it lost up to 15 % to the law, with it nothing.
/// </summary>
public static class EvidenceWeights
{
    /// <returns>[orders] in the order given, all positive.</returns>
    public static double[] Of(IReadOnlyList<TrainingOrder> orders)
    {
        double[] weights = new double[orders.Count];
        foreach (var path in Enumerable.Range(0, orders.Count).GroupBy(i => (orders[i].Symbol, orders[i].SessionDate, orders[i].Kind)))
        {
            long[] starts = [.. path.Select(i => orders[i].T0.UnixMicros).Order()];
            foreach (int i in path)
                weights[i] = KindWeight(orders[i]) / Math.Max(1, StartsDuring(starts, orders[i]));
        }

        return weights;
    }

    /// <summary>Metaorders' own weights undo their thinning: that matters for means over all of them, not for what is conditional on size and horizon.</summary>
    private static double KindWeight(TrainingOrder order) => order.Kind == TrainingOrderKind.Own ? order.Weight : 1;

    /// <summary>The order itself included.</summary>
    private static int StartsDuring(long[] starts, TrainingOrder order)
    {
        double seconds = Math.Max(order.HorizonSeconds, order.ExecutionSeconds);
        return LowerBound(starts, order.T0.AddSeconds(seconds).UnixMicros + 1) - LowerBound(starts, order.T0.UnixMicros);
    }

    private static int LowerBound(long[] sorted, long value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
