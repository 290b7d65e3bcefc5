using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Conformal calibration as one increasing map of levels per cell: what is served at level p is the raw forecast's quantile at g(p), g fitted to the PIT values of a later block.
/// A curve stays a curve (nothing can cross), cells do not depend on size (cost stays monotone in it), and levels have no units (cheap and dear names alike).
/// The map of all cells together comes first, each group's own after it, each shrunk by its evidence. Cells with too few independent days share the map of their neighbours, which <see cref="Groups"/> says.
/// </summary>
public sealed class LevelCalibration
{
    /// <summary>Coverage at 90 % from fewer days is mostly the weather of those days.</summary>
    public const int MinimumDays = 5;

    /// <summary>Twenty outcomes beyond a 95 % interval's bounds.</summary>
    public const int MinimumRows = 400;

    private readonly ImmutableArray<int> groupOfCell;

    private LevelCalibration(ImmutableArray<CalibrationGroup> groups, int cellCount)
    {
        Groups = groups;
        int[] of = new int[cellCount];
        for (int g = 0; g < groups.Length; g++)
        {
            foreach (int cell in groups[g].Cells)
                of[cell] = g;
        }

        groupOfCell = [.. of];
    }

    public ImmutableArray<CalibrationGroup> Groups { get; }

    public int CellCount => groupOfCell.Length;

    /// <summary>Serves every curve as it is.</summary>
    public static LevelCalibration Identity(CellGrid grid) =>
        new([new CalibrationGroup([.. Enumerable.Range(0, grid.Count)], 0, 0, 0, 0, [.. QuantileLevels.All])], grid.Count);

    /// <param name="grid">The cells.</param>
    /// <param name="pits">[n] (randomised) PIT values of the raw forecasts, in [0, 1].</param>
    /// <param name="cells">[n] the cell of each.</param>
    /// <param name="days">[n] the day of each across instruments; empty: rows are independent of each other.</param>
    public static LevelCalibration Fit(CellGrid grid, ReadOnlySpan<double> pits, ReadOnlySpan<int> cells, ReadOnlySpan<int> days)
    {
        Guard(grid, pits, cells, days);
        List<CellMerging.Group> merged = CellMerging.Merge(grid, cells, days, MinimumDaysOf(days), MinimumRows);
        CalibrationGroup all = FitGroup([.. Enumerable.Range(0, grid.Count)], pits, cells, days);
        if (merged.Count == 1 || all.RowCount == 0)
            return new LevelCalibration([all], grid.Count);
        double[] rest = [.. pits.ToArray().Select(pit => Interpolate(all.Levels.AsSpan(), QuantileLevels.All, pit))];
        CalibrationGroup[] groups = new CalibrationGroup[merged.Count];
        for (int g = 0; g < groups.Length; g++)
            groups[g] = After(all, FitGroup([.. merged[g].Cells], rest, cells, days));
        return new LevelCalibration([.. groups], grid.Count);
    }

    /// <summary>The raw forecast's level that is served at a nominal level: linear between the 17, and to 0 and 1 beyond them.</summary>
    public double RawLevel(int cell, double nominal) => Interpolate(QuantileLevels.All, Group(cell).Levels.AsSpan(), nominal);

    /// <summary>The inverse of <see cref="RawLevel"/>: the PIT of the calibrated forecast from the one of the raw.</summary>
    public double CalibratedPit(int cell, double rawPit) => Interpolate(Group(cell).Levels.AsSpan(), QuantileLevels.All, rawPit);

    public CalibrationGroup Group(int cell) => Groups[groupOfCell[cell]];

    /// <summary>The raw levels that are served behind another map: first(own(p)).</summary>
    /// <param name="first">[17] that map's raw levels.</param>
    /// <param name="levels">[17], not the same.</param>
    public void CopyLevelsAfter(ReadOnlySpan<double> first, int cell, Span<double> levels)
    {
        ReadOnlySpan<double> own = Group(cell).Levels.AsSpan();
        for (int j = 0; j < levels.Length; j++)
            levels[j] = Math.Clamp(Interpolate(QuantileLevels.All, first, own[j]), LevelMapFit.OutermostLevel, 1 - LevelMapFit.OutermostLevel);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(CellCount);
        writer.Write(Groups.Length);
        foreach (CalibrationGroup group in Groups)
            LevelCalibrationFormat.Write(writer, group);
    }

    /// <exception cref="InvalidDataException">The groups do not cover the cells.</exception>
    public static LevelCalibration Read(BinaryReader reader)
    {
        int cellCount = reader.ReadInt32();
        CalibrationGroup[] groups = new CalibrationGroup[LevelCalibrationFormat.Bounded(reader.ReadInt32(), cellCount)];
        for (int g = 0; g < groups.Length; g++)
            groups[g] = LevelCalibrationFormat.Read(reader, cellCount);
        if (!groups.SelectMany(g => g.Cells).Order().SequenceEqual(Enumerable.Range(0, cellCount)))
            throw new InvalidDataException($"Calibration groups do not cover {cellCount} cells once each.");
        return new LevelCalibration([.. groups], cellCount);
    }

    /// <summary>Where there are fewer days than that at all, their own number: the maps' shrinkage knows what few days are worth.</summary>
    private static int MinimumDaysOf(ReadOnlySpan<int> days) => days.IsEmpty ? 0 : Math.Min(MinimumDays, days.ToArray().Distinct().Count());

    /// <summary>First the map of all cells, then what this group needs beyond it: g(p) = all(own(p)).</summary>
    private static CalibrationGroup After(CalibrationGroup all, CalibrationGroup own) => own with
    {
        Levels = [.. own.Levels.Select(level => Math.Clamp(Interpolate(QuantileLevels.All, all.Levels.AsSpan(), level), LevelMapFit.OutermostLevel, 1 - LevelMapFit.OutermostLevel))],
    };

    private static CalibrationGroup FitGroup(int[] members, ReadOnlySpan<double> pits, ReadOnlySpan<int> cells, ReadOnlySpan<int> days)
    {
        int[] rows = RowsOf(members, cells);
        double[] levels = QuantileLevels.All.ToArray();
        if (rows.Length == 0)
            return new CalibrationGroup([.. members], 0, 0, 0, 0, [.. levels]);
        double[] sorted = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            sorted[i] = pits[rows[i]];
        double[][] hits = HitCounts.ByDay(pits, days, rows);
        Array.Sort(sorted);
        EvidenceShares shares = LevelMapFit.Write(sorted, hits, levels);
        return new CalibrationGroup([.. members], rows.Length, days.IsEmpty ? rows.Length : hits.Length, shares.Widening, shares.Shift, [.. levels]);
    }

    private static int[] RowsOf(int[] members, ReadOnlySpan<int> cells)
    {
        List<int> rows = [];
        for (int i = 0; i < cells.Length; i++)
        {
            if (Array.BinarySearch(members, cells[i]) >= 0)
                rows.Add(i);
        }

        return [.. rows];
    }

    /// <summary>Linear between the levels, and to 0 and 1 beyond them.</summary>
    internal static double Interpolate(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double x)
    {
        if (!(x >= 0 && x <= 1))
            throw new ArgumentOutOfRangeException(nameof(x), x, "A level lies in [0, 1].");
        double leftFrom = 0, leftTo = 0;
        for (int i = 0; i <= from.Length; i++)
        {
            double rightFrom = i < from.Length ? from[i] : 1;
            double rightTo = i < from.Length ? to[i] : 1;
            if (x <= rightFrom)
                return rightFrom > leftFrom ? leftTo + (x - leftFrom) / (rightFrom - leftFrom) * (rightTo - leftTo) : rightTo;
            (leftFrom, leftTo) = (rightFrom, rightTo);
        }

        return 1;
    }

    private static void Guard(CellGrid grid, ReadOnlySpan<double> pits, ReadOnlySpan<int> cells, ReadOnlySpan<int> days)
    {
        if (pits.Length != cells.Length || (!days.IsEmpty && days.Length != pits.Length))
            throw new ArgumentException($"{pits.Length} PIT values, {cells.Length} cells, {days.Length} days.");
        for (int i = 0; i < pits.Length; i++)
        {
            if (!(pits[i] >= 0 && pits[i] <= 1))
                throw new ArgumentOutOfRangeException(nameof(pits), pits[i], "A PIT lies in [0, 1].");
            if ((uint)cells[i] >= (uint)grid.Count)
                throw new ArgumentOutOfRangeException(nameof(cells), cells[i], $"A cell lies in [0, {grid.Count}).");
        }
    }
}
