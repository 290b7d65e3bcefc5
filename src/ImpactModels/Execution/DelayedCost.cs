using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// The cost against the arrival price of an order that starts later: J + N(0, σ²·delay), the two independent, because what the price does while the order waits is not its doing.
/// The sum's quantiles are those of the products of <see cref="CostPoints"/> × <see cref="NoisePoints"/> equally likely points; its mean is that of J exactly.
/// </summary>
public static class DelayedCost
{
    /// <summary>Equally likely points of J: the outer one lies at 0.25 %, inside the tail beyond 1 %.</summary>
    private const int CostPoints = 200;

    /// <summary>Equally likely points of the wait; twice as many move the standard deviation by less than 1 %.</summary>
    private const int NoisePoints = 100;

    private static readonly double[] noise = StandardNormalPoints();

    /// <param name="cost">J of the order once it has started.</param>
    /// <param name="dailyVolatility">σ, a fraction.</param>
    /// <param name="delayDays">Wait in days of the session, not negative.</param>
    public static CostDistribution Of(CostDistribution cost, double dailyVolatility, double delayDays)
    {
        if (!(delayDays >= 0 && double.IsFinite(delayDays)))
            throw new ArgumentOutOfRangeException(nameof(delayDays), delayDays, "A delay is finite and not negative.");
        double deviationBps = LawConventions.NoiseBps(dailyVolatility, delayDays);
        if (deviationBps == 0)
            return cost;
        double[] sums = new double[CostPoints * NoisePoints];
        for (int i = 0; i < CostPoints; i++)
        {
            double slippage = cost.QuantileBps((i + 0.5) / CostPoints);
            for (int k = 0; k < NoisePoints; k++)
                sums[i * NoisePoints + k] = slippage + deviationBps * noise[k];
        }

        CostDistribution sum = EmpiricalCost.Of(sums);
        return sum.Shifted(cost.MeanBps - sum.MeanBps);
    }

    /// <summary>Middles of equal parts of the normal distribution, stretched to unit variance.</summary>
    private static double[] StandardNormalPoints()
    {
        double[] points = [.. Enumerable.Range(0, NoisePoints).Select(k => NormalDistribution.Quantile((k + 0.5) / NoisePoints))];
        double deviation = Math.Sqrt(points.Sum(x => x * x) / NoisePoints);
        return [.. points.Select(x => x / deviation)];
    }
}
