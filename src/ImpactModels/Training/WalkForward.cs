using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// Walk forward: the later days are tested in consecutive blocks, each by a model that learned from all days before it and calibrated on the last of them. Every step is a <see cref="FoldPlan"/>, so its
/// orders are purged by label spans like those of any model; every test day is tested once, and nothing is fitted on a day at or after it.
/// </summary>
public static class WalkForward
{
    /// <summary>One day to learn from, one to calibrate on, one to be tested on.</summary>
    public const int MinimumDays = FoldPlan.MinimumDays;

    /// <summary>Learning and calibration share what comes before a test day as they do in a single model: 60 to 20.</summary>
    private const double CalibrateShare = FoldPlan.DefaultCalibrateShare / (FoldPlan.DefaultTrainShare + FoldPlan.DefaultCalibrateShare);

    /// <param name="days">Distinct session dates, in any order.</param>
    /// <param name="stepsMax">Models that are trained at most: with more test days than that, a model is tested on several.</param>
    /// <exception cref="ArgumentException">Fewer than three days.</exception>
    public static ImmutableArray<FoldPlan> Steps(IEnumerable<DateOnly> days, int stepsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsMax, 1);
        DateOnly[] sorted = [.. days.Distinct().Order()];
        if (sorted.Length < MinimumDays)
            throw new ArgumentException($"{sorted.Length} days with training orders are too few to walk forward over: learning, calibration and test need at least one each (minimum {MinimumDays})");
        int first = Math.Max(MinimumDays - 1, (int)(sorted.Length * FoldPlan.DefaultTrainShare));
        int steps = Math.Min(stepsMax, sorted.Length - first);
        return [.. Enumerable.Range(0, steps).Select(k => Step(sorted, Boundary(k), Boundary(k + 1)))];

        int Boundary(int k) => first + k * (sorted.Length - first) / steps;
    }

    /// <summary>The whole walk as one plan: what the first model may learn from and calibrate on, and all test days.</summary>
    public static FoldPlan Span(ImmutableArray<FoldPlan> steps) => steps[0] with { TestUntil = steps[^1].TestUntil };

    private static FoldPlan Step(DateOnly[] days, int firstTest, int afterTest)
    {
        int calibrate = Math.Max(1, (int)Math.Round(firstTest * CalibrateShare));
        return new FoldPlan(FoldPlan.EndOf(days[firstTest - calibrate - 1]), FoldPlan.EndOf(days[firstTest - 1]), FoldPlan.EndOf(days[afterTest - 1]));
    }
}
