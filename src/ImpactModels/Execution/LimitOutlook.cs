using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>What a limit price means for a schedule.</summary>
/// <param name="ExpectedFraction">Expected part of the plan that trades: Σ f_k·P(price of slice k within the limit).</param>
/// <param name="OpportunityBps">Expected cost of what the limit leaves, at the price of the plan's end, bps of the plan.</param>
/// <param name="SliceProbabilities">[n] P(price within the limit) of each slice.</param>
public sealed record LimitOutlook(double ExpectedFraction, double OpportunityBps, double[] SliceProbabilities)
{
    /// <summary>
    /// A slice trades where m_k + N(0, σ²t_k) ≤ d, d the limit's distance and m_k the slice's expected cost. What does not trade is valued at the plan's end: E[(drift_T + noise)·1{beyond}] =
    /// drift_T·P_k + s_k·φ(z_k) for each unit, because the noise after t_k has mean zero. A slice that comes back inside the limit later is not counted: the figures err to the careful side.
    /// </summary>
    /// <param name="fractions">[n].</param>
    /// <param name="meansBps">[n] m_k.</param>
    /// <param name="deviationsBps">[n] σ√t_k.</param>
    /// <param name="distanceBps">d: s·(limit − arrival)/arrival.</param>
    /// <param name="endDriftBps">Drift of the price up to the plan's end.</param>
    public static LimitOutlook Of(ReadOnlySpan<double> fractions, ReadOnlySpan<double> meansBps, ReadOnlySpan<double> deviationsBps, double distanceBps, double endDriftBps)
    {
        double traded = 0, opportunity = 0, sum = 0;
        double[] probabilities = new double[fractions.Length];
        for (int k = 0; k < fractions.Length; k++)
        {
            double z = deviationsBps[k] > 0 ? (distanceBps - meansBps[k]) / deviationsBps[k] : distanceBps >= meansBps[k] ? double.PositiveInfinity : double.NegativeInfinity;
            probabilities[k] = NormalDistribution.Cdf(z);
            double density = double.IsFinite(z) ? Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) : 0;
            traded += fractions[k] * probabilities[k];
            opportunity += fractions[k] * (endDriftBps * (1 - probabilities[k]) + deviationsBps[k] * density);
            sum += fractions[k];
        }

        return sum > 0 ? new LimitOutlook(traded / sum, opportunity / sum, probabilities) : new LimitOutlook(0, 0, probabilities);
    }
}
