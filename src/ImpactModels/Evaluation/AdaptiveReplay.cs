using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>A forecast in its place in time.</summary>
/// <param name="State">Outcomes of orders that share it correct each other's forecasts: a name, or one for all.</param>
/// <param name="AskedAt">When the forecast was needed.</param>
/// <param name="KnownAt">When the outcome was complete, not earlier.</param>
/// <param name="OutcomeBps">Finite.</param>
public readonly record struct ReplayedForecast(string State, Timestamp AskedAt, Timestamp KnownAt, CostDistribution Forecast, double OutcomeBps);

/// <summary>
/// A stream of forecasts as it would have been served with <see cref="AdaptiveConformal"/> behind it: each is corrected by the outcomes that were known strictly before it was asked for, and by nothing else.
/// </summary>
public static class AdaptiveReplay
{
    /// <param name="forecasts">In any order.</param>
    /// <param name="tails">Of the corrected curves.</param>
    /// <param name="seed">Of the places drawn within atoms, one per forecast whatever its time.</param>
    /// <returns>The corrected forecasts, in the order given.</returns>
    public static CostDistribution[] Run(IReadOnlyList<ReplayedForecast> forecasts, in TailShape tails, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] pits = [.. forecasts.Select(f => RandomisedPit.Of(f.Forecast, f.OutcomeBps, random))];
        Dictionary<string, AdaptiveConformal> states = [];
        PriorityQueue<int, (long, int)> outstanding = new();
        CostDistribution[] served = new CostDistribution[forecasts.Count];
        foreach (int i in Enumerable.Range(0, forecasts.Count).OrderBy(i => forecasts[i].AskedAt.UnixMicros).ThenBy(i => i))
        {
            while (outstanding.TryPeek(out int known, out _) && forecasts[known].KnownAt < forecasts[i].AskedAt)
            {
                outstanding.Dequeue();
                states[forecasts[known].State] = StateOf(forecasts[known].State).After(pits[known]);
            }

            served[i] = Corrected(forecasts[i].Forecast, StateOf(forecasts[i].State), tails);
            outstanding.Enqueue(i, (forecasts[i].KnownAt.UnixMicros, i));
        }

        return served;

        AdaptiveConformal StateOf(string name) => states.GetValueOrDefault(name) ?? AdaptiveConformal.Start(QuantileLevels.All);
    }

    /// <summary>An atom keeps its place and its probabilities, as in calibration: a correction of widths must not smear it.</summary>
    private static CostDistribution Corrected(CostDistribution forecast, AdaptiveConformal state, in TailShape tails)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        Span<double> levels = stackalloc double[QuantileLevels.Count];
        state.CopyLevels(levels);
        LevelMap.Apply(levels, forecast.Curve, curve);
        return forecast.Atom is { } atom ? CostDistribution.FromCurve(curve, tails, atom) : CostDistribution.FromCurve(curve, tails);
    }
}
