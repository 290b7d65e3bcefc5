using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Execution;

/// <summary>The time of a plan cut into slots: equal slices, cut again where a closed window (a news release, an auction) begins or ends, without what lies inside a window.</summary>
public static class SlotGrid
{
    /// <summary>A remainder of less than a second is no slice to trade in.</summary>
    private const double ShortestSeconds = 1;

    /// <param name="horizonSeconds">Length of the plan, positive.</param>
    /// <param name="sliceSeconds">Length of a slice, positive; the last may be shorter.</param>
    /// <param name="closed">In any order; may overlap each other and the plan's ends.</param>
    /// <param name="otherVolume">Expected volume of the others between two moments, units.</param>
    /// <returns>In time order; empty when the windows cover everything.</returns>
    public static ImmutableArray<ScheduleSlot> Of(double horizonSeconds, double sliceSeconds, ReadOnlySpan<ClosedWindow> closed, Func<double, double, double> otherVolume)
    {
        SortedSet<double> edges = [0, horizonSeconds];
        for (int i = 1; i * sliceSeconds < horizonSeconds - ShortestSeconds; i++)
            edges.Add(i * sliceSeconds);
        foreach (ClosedWindow window in closed)
        {
            edges.Add(Math.Clamp(window.FromSeconds, 0, horizonSeconds));
            edges.Add(Math.Clamp(window.ToSeconds, 0, horizonSeconds));
        }

        double[] cuts = [.. edges];
        var slots = ImmutableArray.CreateBuilder<ScheduleSlot>(cuts.Length);
        for (int i = 1; i < cuts.Length; i++)
        {
            if (cuts[i] - cuts[i - 1] >= ShortestSeconds && !IsClosed(closed, 0.5 * (cuts[i - 1] + cuts[i])))
                slots.Add(new ScheduleSlot(cuts[i - 1], cuts[i], otherVolume(cuts[i - 1], cuts[i])));
        }

        return slots.ToImmutable();
    }

    private static bool IsClosed(ReadOnlySpan<ClosedWindow> closed, double seconds)
    {
        foreach (ClosedWindow window in closed)
        {
            if (window.FromSeconds <= seconds && seconds < window.ToSeconds)
                return true;
        }

        return false;
    }
}
