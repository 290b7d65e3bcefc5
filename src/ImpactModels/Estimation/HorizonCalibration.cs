using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The first step of calibration: one increasing map of levels by range of horizon (<see cref="LevelCalibration"/>, each shrunk by its evidence), between whose knots an order's own map lies. Cells of liquidity and strategy
/// come after it. A map that seconds and hours share is made by the many short orders, half of which cost exactly the spread: hours then had 41 % of outcomes in their 50 % interval and 84 % in their 90 % one.
/// Does not depend on size, so cost stays monotone in it.
/// </summary>
public sealed class HorizonCalibration
{
    /// <summary>
    /// Independent outcomes at which a range's own map is half believed: from n of them a width is known to a share of 1/√(2n), 0.22 for 10, about as much as ranges of horizon differ by. A day of three names holds three beyond
    /// two hours, however many orders share their paths: believed fully there, the map of one day lost 5.6 % of the next day's score.
    /// </summary>
    private const double HalfBelievedOutcomes = 10;

    private HorizonCalibration(ImmutableArray<CalibrationGroup> ranges) => Ranges = ranges;

    /// <summary>Sweeps and seconds, minutes, quarters of an hour, an hour, half a session.</summary>
    public static ImmutableArray<double> KnotSeconds { get; } = [15, 150, 900, 3_600, 14_400];

    /// <summary>Serves every curve as it is.</summary>
    public static HorizonCalibration Identity { get; } = new([.. KnotSeconds.Select((_, k) => new CalibrationGroup([k], 0, 0, 0, 0, [.. QuantileLevels.All]))]);

    /// <summary>[knots] the map at each, and what it rests on; neighbours with too few days are fitted together.</summary>
    public ImmutableArray<CalibrationGroup> Ranges { get; }

    private static HorizonScale Scale { get; } = new(KnotSeconds);

    /// <param name="pits">[n] (randomised) PIT values of the raw forecasts.</param>
    /// <param name="horizonSeconds">[n].</param>
    /// <param name="days">[n] the day of each across instruments.</param>
    /// <param name="evidence">[n] what each counts as an independent outcome.</param>
    public static HorizonCalibration Fit(double[] pits, double[] horizonSeconds, int[] days, double[] evidence)
    {
        int[] ranges = Array.ConvertAll(horizonSeconds, Scale.RangeOf);
        LevelCalibration fitted = LevelCalibration.Fit(new CellGrid(KnotSeconds.Length, 1), pits, ranges, days);
        double[] outcomes = new double[KnotSeconds.Length];
        for (int i = 0; i < ranges.Length; i++)
            outcomes[ranges[i]] += evidence[i];
        return new HorizonCalibration([.. outcomes.Select((n, k) => Believed(fitted.Group(k), n / (n + HalfBelievedOutcomes)))]);
    }

    /// <summary>[17] the raw levels that are served at a horizon.</summary>
    public void CopyLevels(double horizonSeconds, Span<double> levels)
    {
        (int lower, double share) = Scale.At(horizonSeconds);
        ReadOnlySpan<double> below = Ranges[lower].Levels.AsSpan(), above = Ranges[lower + 1].Levels.AsSpan();
        for (int j = 0; j < levels.Length; j++)
            levels[j] = below[j] + share * (above[j] - below[j]);
    }

    /// <summary>The PIT of the calibrated forecast from the one of the raw.</summary>
    public double CalibratedPit(double horizonSeconds, double rawPit)
    {
        Span<double> levels = stackalloc double[QuantileLevels.Count];
        CopyLevels(horizonSeconds, levels);
        return LevelCalibration.Interpolate(levels, QuantileLevels.All, rawPit);
    }

    public void Write(BinaryWriter writer)
    {
        foreach (CalibrationGroup range in Ranges)
            LevelCalibrationFormat.Write(writer, range);
    }

    /// <exception cref="InvalidDataException">Levels that are none.</exception>
    public static HorizonCalibration Read(BinaryReader reader) => new([.. KnotSeconds.Select(_ => LevelCalibrationFormat.Read(reader, KnotSeconds.Length))]);

    private static CalibrationGroup Believed(CalibrationGroup group, double say) => group with
    {
        WideningWeight = say * group.WideningWeight,
        ShiftWeight = say * group.ShiftWeight,
        Levels = [.. group.Levels.Select((level, j) => QuantileLevels.All[j] + say * (level - QuantileLevels.All[j]))],
    };
}
