using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

/// <summary>
/// The orders of a <see cref="SyntheticWorld"/> with other slippages: exactly the spread cost with a known probability that falls with the horizon, else at least a fifth of a half spread more or less, more being likelier
/// for larger orders.
/// </summary>
internal static class AtomWorld
{
    private const double MeanLifeSeconds = 900;

    private const double GapHalfSpreads = 0.2;

    public static double AtShare(TrainingOrder order) => Math.Exp(-order.HorizonSeconds / MeanLifeSeconds);

    /// <summary>Of the orders off the atom; Q/ADV runs from 1e-5 to 1e-2.</summary>
    public static double AboveShare(TrainingOrder order) => 0.35 + 0.1 * Math.Log10(order.Quantity / 10);

    public static double Below(TrainingOrder order) => (1 - AtShare(order)) * (1 - AboveShare(order));

    public static double AtMost(TrainingOrder order) => Below(order) + AtShare(order);

    public static TrainingOrder[] Of(IEnumerable<TrainingOrder> orders, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. orders.Select(order => order with { SlippageBps = order.SpreadCostBps + Beyond(order, random) })];
    }

    private static double Beyond(TrainingOrder order, SeededRandom random)
    {
        double u = random.NextDouble();
        double width = order.ArrivalHalfSpreadBps * (GapHalfSpreads + random.NextExponential() * Math.Sqrt(order.HorizonSeconds / MeanLifeSeconds));
        return u < Below(order) ? -width : u < AtMost(order) ? 0 : width;
    }
}
