using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>What the served model says of orders around the one that is planned: what an admissible law is fitted to.</summary>
internal static class LearnedImpact
{
    /// <summary>From an eighth of the order to all of it: what the slices of a schedule are made of.</summary>
    private static readonly double[] sizeShares = [0.125, 0.25, 0.5, 1];

    /// <summary>A quarter of the horizon trades four times as fast: schedules of the risk averse begin like that.</summary>
    private static readonly double[] horizonShares = [0.25, 0.5, 1];

    public static List<ImpactObservation> Around(PreparedEstimate prepared)
    {
        OrderProfile order = prepared.Order;
        double adv = prepared.Market.State.AdvUnits!.Value, sessionSeconds = OrderDesk.SessionOf(prepared).LengthSeconds;
        List<ImpactObservation> observations = [];
        foreach (double horizonShare in horizonShares)
        {
            double seconds = horizonShare * order.HorizonSeconds;
            double other = OrderDesk.OtherVolume(prepared, order.ArrivalTime, order.ArrivalTime.AddSeconds(seconds)) / adv;
            foreach (double sizeShare in sizeShares.Where(_ => other > 0))
            {
                ImpactEstimate estimate = prepared.With(order with { Quantity = sizeShare * order.Quantity, HorizonSeconds = seconds }).Estimate();
                observations.Add(new ImpactObservation(
                    sizeShare * order.Quantity / adv, other, seconds / sessionSeconds, estimate.RelaxationLagSeconds / sessionSeconds, estimate.Slippage.MeanBps, estimate.PriceShift.MeanBps));
            }
        }

        return observations;
    }
}
