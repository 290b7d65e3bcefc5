using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Training;

/// <summary>Fold boundaries: those that were given, and what is missing of them from the days that the store has.</summary>
internal static class FoldPlanning
{
    /// <param name="sessionDates">Of the sessions that orders can be made of.</param>
    /// <exception cref="CommandException">There are too few days, or the boundaries do not follow each other.</exception>
    public static FoldPlan Resolve(TrainingSelection selection, IEnumerable<DateOnly> sessionDates)
    {
        DateOnly[] days = [.. sessionDates.Distinct().Order()];
        bool isGiven = selection.TrainUntil is not null || selection.CalibrateUntil is not null || selection.TestUntil is not null;
        if (isGiven)
            return Given(selection, days);
        return days.Length >= FoldPlan.MinimumDays
            ? FoldPlan.ByShare(days)
            : throw new CommandException($"{days.Length} days with usable sessions are too few: training, calibration and test need at least one each. Import more (an instrument's first session only tells its volume and volatility)");
    }

    private static FoldPlan Given(TrainingSelection selection, DateOnly[] days)
    {
        Timestamp train = selection.TrainUntil ?? throw new CommandException("--train-until is missing: without it the other boundaries do not say where training ends", ExitCodes.Usage);
        if (days.Length == 0)
            throw new CommandException("the store has no usable sessions: import market data first");
        Timestamp test = selection.TestUntil ?? FoldPlan.EndOf(days[^1]);
        Timestamp calibrate = selection.CalibrateUntil ?? Middle(train, test, days);
        Require(train < calibrate, "--calibrate-until", calibrate, "--train-until", train);
        Require(calibrate < test, "--test-until", test, "--calibrate-until", calibrate);
        return new FoldPlan(train, calibrate, test);
    }

    /// <summary>Half of the days that training leaves, rounded down, at least one.</summary>
    private static Timestamp Middle(Timestamp train, Timestamp test, DateOnly[] days)
    {
        DateOnly[] left = [.. days.Where(day => FoldPlan.EndOf(day) > train && FoldPlan.EndOf(day) <= test)];
        return left.Length >= 2
            ? FoldPlan.EndOf(left[left.Length / 2 - 1])
            : throw new CommandException($"{left.Length} days with usable sessions lie between {train} and {test}: calibration and test need at least one each");
    }

    private static void Require(bool holds, string later, Timestamp laterTime, string earlier, Timestamp earlierTime)
    {
        if (!holds)
            throw new CommandException($"{later} ({laterTime}) must be after {earlier} ({earlierTime})", ExitCodes.Usage);
    }
}
