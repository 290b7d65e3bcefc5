using System.Collections.Immutable;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Execution;

/// <summary>What the average price is compared with. Each is what it would have been without the order, so that no schedule gains by moving its own benchmark.</summary>
public enum Benchmark
{
    /// <summary>Mid at the start.</summary>
    Arrival,

    /// <summary>Volume-weighted price of the market over the plan.</summary>
    IntervalVwap,

    /// <summary>Mid at the end of the session.</summary>
    Close,
}

/// <summary>An order that is to be cut into slices: how much, when, within which limits, and what the trader believes.</summary>
public sealed record ScheduleProblem
{
    /// <summary>An empty slot of the forecast volume still has a price, a prohibitive one; ADV.</summary>
    private const double LeastOtherAdv = 1e-12;

    private const double SecondsPerHour = 3600;

    /// <summary>In whole lots where there are lots, units.</summary>
    public required double Quantity { get; init; }

    public required double AdvUnits { get; init; }

    /// <summary>In time order, not empty.</summary>
    public required ImmutableArray<ScheduleSlot> Slots { get; init; }

    public required double HorizonSeconds { get; init; }

    public required double SessionSeconds { get; init; }

    /// <summary>From the start of the plan to the session's end.</summary>
    public required double SecondsToClose { get; init; }

    /// <summary>σ, a fraction per day.</summary>
    public required double DailyVolatility { get; init; }

    /// <summary>One lot in units; null where any quantity can be traded.</summary>
    public double? LotUnits { get; init; }

    /// <summary>Most of a slot's volume, quantity ÷ (quantity + others), in (0, 1]; 1 is no cap.</summary>
    public double ParticipationMax { get; init; } = 1;

    public Benchmark Benchmark { get; init; } = Benchmark.Arrival;

    /// <summary>Expected drift of the price at the start, turned to the order's side (positive makes it dearer), bps per hour.</summary>
    public double AlphaBpsPerHour { get; init; }

    /// <summary>Time in which the drift halves; infinite for one that stays.</summary>
    public double AlphaHalfLifeSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>What an untraded unit costs at the end, bps; NaN where everything that fits is traded.</summary>
    public double LeftBps { get; init; } = double.NaN;

    public double AdvFraction => Quantity / AdvUnits;

    public double LotFraction => LotUnits is { } lot ? lot / Quantity : 1.0 / LotOptimiser.PartsWithoutLot;

    /// <summary>[n] most of each slot in whole lots, fractions of the order.</summary>
    public double[] Caps => [.. Slots.Select(slot => Math.Floor(CapUnits(slot) / Quantity / LotFraction + 1e-9) * LotFraction)];

    /// <summary>Drift up to a moment: α·t, or α·h/ln 2·(1 − 2^(−t/h)) where it halves every h; bps.</summary>
    public double AlphaBps(double seconds)
    {
        double hours = double.IsFinite(AlphaHalfLifeSeconds)
            ? AlphaHalfLifeSeconds / SecondsPerHour / Math.Log(2) * -double.ExpM1(-Math.Log(2) * seconds / AlphaHalfLifeSeconds)
            : seconds / SecondsPerHour;
        return AlphaBpsPerHour * hours;
    }

    /// <summary>What the benchmark itself is expected to drift, bps: the same for every schedule.</summary>
    public double BenchmarkAlphaBps => Benchmark switch
    {
        Benchmark.IntervalVwap => Slots.Sum(slot => slot.OtherVolume * AlphaBps(slot.MiddleSeconds)) / Slots.Sum(slot => slot.OtherVolume),
        Benchmark.Close => AlphaBps(SecondsToClose),
        _ => 0,
    };

    public ScheduleObjective Objective(SmoothImpact impact)
    {
        double volume = Slots.Sum(slot => slot.OtherVolume);
        double[] left = new double[Slots.Length], rest = new double[Slots.Length];
        double done = 0;
        for (int k = 0; k < Slots.Length; k++)
        {
            done += Slots[k].OtherVolume;
            left[k] = Benchmark switch { Benchmark.IntervalVwap => 1 - done / volume, Benchmark.Close => 1, _ => 0 };
            rest[k] = ((k + 1 < Slots.Length ? Slots[k + 1].MiddleSeconds : HorizonSeconds) - Slots[k].MiddleSeconds) / SessionSeconds;
        }

        double sigmaBps = DailyVolatility * LawConventions.BpsPerUnit;
        return new ScheduleObjective
        {
            Impact = impact,
            AdvFraction = AdvFraction,
            OtherAdv = [.. Slots.Select(slot => Math.Max(slot.OtherVolume / AdvUnits, LeastOtherAdv))],
            AlphaBps = [.. Slots.Select(slot => AlphaBps(slot.MiddleSeconds))],
            RestDays = rest,
            BenchmarkLeft = left,
            FixedDays = FixedDays,
            DailyVarianceBps = sigmaBps * sigmaBps,
            LeftBps = LeftBps,
        };
    }

    /// <summary>Before the first slot's middle the whole order is open against the arrival price; after the plan it is done and open against the close.</summary>
    private double FixedDays => Benchmark switch
    {
        Benchmark.Arrival => Slots[0].MiddleSeconds / SessionSeconds,
        Benchmark.Close => Math.Max(0, SecondsToClose - HorizonSeconds) / SessionSeconds,
        _ => 0,
    };

    /// <summary>Most of a slot, units.</summary>
    public double CapUnits(ScheduleSlot slot) =>
        ParticipationMax >= 1 ? Quantity : Math.Min(Quantity, slot.OtherVolume * ParticipationMax / (1 - ParticipationMax));
}
