using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>Whether orders cost more than the exact spread, and the spread or more, as often as was said: both sides of the atom there.</summary>
/// <param name="More">P(J > s) against what happened.</param>
/// <param name="AtLeast">P(J ≥ s).</param>
public sealed record SpreadReliability(ExceedanceReliability More, ExceedanceReliability AtLeast)
{
    /// <summary>An outcome on the spread cost and the spread cost come from different sums.</summary>
    private const double AtomSlackBps = 1e-7;

    /// <param name="outcomesBps">[orders] slippage.</param>
    public static SpreadReliability Of(IReadOnlyList<ImpactEstimate> estimates, ReadOnlySpan<double> outcomesBps)
    {
        double[] more = new double[estimates.Count], atLeast = new double[estimates.Count];
        bool[] wasMore = new bool[estimates.Count], wasAtLeast = new bool[estimates.Count];
        for (int i = 0; i < more.Length; i++)
        {
            double spreadCostBps = estimates[i].Decomposition.SpreadCostBps;
            LevelRange levels = estimates[i].Slippage.PitRange(spreadCostBps); // P(J < s) and P(J <= s): an atom or a run of tied quantiles counts whole
            (more[i], atLeast[i]) = (1 - levels.Upper, 1 - levels.Lower);
            (wasMore[i], wasAtLeast[i]) = (outcomesBps[i] > spreadCostBps + AtomSlackBps, outcomesBps[i] >= spreadCostBps - AtomSlackBps);
        }

        return new SpreadReliability(ExceedanceReliability.From(more, wasMore), ExceedanceReliability.From(atLeast, wasAtLeast));
    }
}
