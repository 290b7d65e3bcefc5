using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactModels.Training;

public enum Fold
{
    /// <summary>In none: its label span crosses a boundary (purged), or it starts after the test fold's end.</summary>
    Purged,
    Train,
    Calibrate,
    Test,
}

/// <summary>
/// Three consecutive spans of time, each open at its end: train up to <see cref="TrainUntil"/>, calibrate up to <see cref="CalibrateUntil"/>, test up to <see cref="TestUntil"/>.
/// An order belongs to a fold only when its whole label span [t0, t_end + lag] lies inside: so no label of one fold has seen a price that another fold is judged on,
/// on any instrument, whatever the embargo (de Prado 2018, ch. 7, purging).
/// </summary>
public sealed record FoldPlan(Timestamp TrainUntil, Timestamp CalibrateUntil, Timestamp TestUntil)
{
    /// <summary>Share of the sessions in each fold when nothing else is asked: most for learning, enough days in the others for an interval.</summary>
    public const double DefaultTrainShare = 0.6;
    public const double DefaultCalibrateShare = 0.2;

    /// <summary>Below this many distinct days the three folds cannot each have one.</summary>
    public const int MinimumDays = 3;

    /// <summary>Whole days in each fold, at least one: boundaries fall at the end of a UTC day, when no session of the day is open except round the clock ones, which end there.</summary>
    /// <param name="days">Distinct session dates, in any order.</param>
    /// <exception cref="ArgumentException">Fewer than three days.</exception>
    public static FoldPlan ByShare(IEnumerable<DateOnly> days)
    {
        DateOnly[] sorted = [.. days.Distinct().Order()];
        if (sorted.Length < MinimumDays)
            throw new ArgumentException($"{sorted.Length} sessions with training orders are too few: training, calibration and test need at least one each (minimum {MinimumDays})");
        int calibrate = Math.Max(1, (int)Math.Round(sorted.Length * DefaultCalibrateShare));
        int test = Math.Max(1, (int)Math.Round(sorted.Length * (1 - DefaultTrainShare - DefaultCalibrateShare)));
        int train = sorted.Length - calibrate - test;
        return new FoldPlan(EndOf(sorted[train - 1]), EndOf(sorted[train + calibrate - 1]), EndOf(sorted[^1]));
    }

    /// <summary>The first instant after a UTC date.</summary>
    public static Timestamp EndOf(DateOnly day) => Timestamp.FromUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));

    public Fold FoldOf(TrainingOrder order) => FoldOf(order.T0, order.LabelEnd);

    public Fold FoldOf(Timestamp labelStart, Timestamp labelEnd)
    {
        if (labelEnd < TrainUntil)
            return Fold.Train;
        if (labelStart >= TrainUntil && labelEnd < CalibrateUntil)
            return Fold.Calibrate;
        return labelStart >= CalibrateUntil && labelEnd < TestUntil ? Fold.Test : Fold.Purged;
    }

    public FoldedOrders Split(IEnumerable<TrainingOrder> orders)
    {
        ILookup<Fold, TrainingOrder> byFold = orders.ToLookup(FoldOf);
        return new FoldedOrders(this, [.. byFold[Fold.Train]], [.. byFold[Fold.Calibrate]], [.. byFold[Fold.Test]], byFold[Fold.Purged].Count());
    }
}

public sealed record FoldedOrders(
    FoldPlan Plan,
    IReadOnlyList<TrainingOrder> Train,
    IReadOnlyList<TrainingOrder> Calibrate,
    IReadOnlyList<TrainingOrder> Test,
    int PurgedCount);
