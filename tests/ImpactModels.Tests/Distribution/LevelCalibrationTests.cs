using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

public sealed class LevelCalibrationTests
{
    private static readonly CellGrid grid = new(3, 3);

    private static void Apply(LevelCalibration calibration, int cell, double[] curve, in TailShape tails, double[] calibrated) =>
        LevelMap.Apply(calibration.Group(cell).Levels.AsSpan(), new CostCurve(curve, tails), calibrated);

    /// <summary>Outcomes are twice as wide as forecast; served curves must cover fresh outcomes within half a point.</summary>
    [Fact]
    public void Apply_ForecastTooNarrow_CoversFreshOutcomes()
    {
        CostDistribution raw = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), TailShape.Default);
        LevelCalibration calibration = LevelCalibration.Fit(CellGrid.Single, Pits(raw, 40_000, 2, 1), new int[40_000], []);
        double[] curve = new double[QuantileLevels.Count];
        Apply(calibration, 0, CurveSamples.Normal(0, 1), TailShape.Default, curve);
        SeededRandom random = new(2);
        int inside = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double y = 2 * random.NextNormal();
            inside += y >= curve[2] && y <= curve[14] ? 1 : 0;
        }

        Assert.Equal(0.9, inside / 100_000.0, 0.005);
        Assert.Equal(curve.Order(), curve);
    }

    [Fact]
    public void Fit_CalibratedForecast_ChangesAlmostNothing()
    {
        SeededRandom random = new(3);
        double[] pits = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble())];
        int[] days = [.. Enumerable.Range(0, 3000).Select(i => i / 100)];
        CalibrationGroup group = LevelCalibration.Fit(CellGrid.Single, pits, new int[3000], days).Groups[0];
        for (int j = 0; j < QuantileLevels.Count; j++)
            Assert.Equal(QuantileLevels.All[j], group.Levels[j], 0.01);
    }

    /// <summary>Three days whose common shock pushes all outcomes one way: that is weather, not miscalibration.</summary>
    [Fact]
    public void Fit_DaysThatDisagree_ShrinksToTheIdentity()
    {
        SeededRandom random = new(4);
        double[] shift = [0.75, 1.6, 0.8, 1.25];
        double[] pits = [.. Enumerable.Range(0, 4000).Select(i => Math.Pow(random.NextDouble(), shift[i / 1000]))];
        int[] days = [.. Enumerable.Range(0, 4000).Select(i => i / 1000)];
        double byDays = LevelCalibration.Fit(CellGrid.Single, pits, new int[4000], days).Groups[0].ShiftWeight;
        Assert.InRange(byDays, 0, 0.5);
    }

    /// <summary>Every day is 1.3 times as wide as forecast and drifts its own way: the width is corrected, the drifts are not.</summary>
    [Fact]
    public void Fit_DaysAgreeOnWidthAlone_CorrectsWidthAndLeavesPlace()
    {
        SeededRandom random = new(44);
        double[] drift = [0.35, -0.4, 0.3, -0.2, -0.3, 0.25];
        double[] pits = [.. Enumerable.Range(0, 6000).Select(i => NormalDistribution.Cdf(drift[i / 1000] + 1.3 * random.NextNormal()))];
        int[] days = [.. Enumerable.Range(0, 6000).Select(i => i / 1000)];

        CalibrationGroup group = LevelCalibration.Fit(CellGrid.Single, pits, new int[6000], days).Groups[0];

        Assert.InRange(group.WideningWeight, 0.8, 1);
        Assert.InRange(group.ShiftWeight, 0, 0.3);
        Assert.InRange(group.Levels[^3] - group.Levels[2], 0.95, 0.98); // 90 % needs Φ(±1.3·1.645 and the drifts) = 97 % of the raw forecast
    }

    /// <summary>All cells are too narrow and one is right: it gets its own way back from what all have in common.</summary>
    [Fact]
    public void Fit_OneCellDiffers_FollowsItsOwnEvidenceAfterThePooledMap()
    {
        SeededRandom random = new(45);
        int[] cells = [.. Enumerable.Range(0, 18_000).Select(i => i % grid.Count)];
        int[] days = [.. cells.Select((_, i) => i / 900)];
        double[] pits = [.. cells.Select(cell => NormalDistribution.Cdf((cell == 8 ? 1 : 1.5) * random.NextNormal()))];

        LevelCalibration calibration = LevelCalibration.Fit(grid, pits, cells, days);

        Assert.Equal(0.05, calibration.RawLevel(8, 0.05), 0.012);
        Assert.Equal(NormalDistribution.Cdf(-1.5 * 1.6449), calibration.RawLevel(0, 0.05), 0.006);
    }

    [Fact]
    public void Fit_AnyPits_GivesIncreasingMapsInsideTheUnitInterval()
    {
        SeededRandom random = new(5);
        for (int repeat = 0; repeat < 50; repeat++)
        {
            int n = 1 + random.NextInt32(2000);
            double[] pits = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() < 0.3 ? 1 : Math.Pow(random.NextDouble(), 3))];
            int[] cells = [.. pits.Select(_ => random.NextInt32(grid.Count))];
            int[] days = [.. pits.Select(_ => random.NextInt32(12))];
            LevelCalibration calibration = LevelCalibration.Fit(grid, pits, cells, days);
            foreach (CalibrationGroup group in calibration.Groups)
            {
                Assert.Equal(group.Levels.Order(), group.Levels);
                Assert.All(group.Levels, level => Assert.InRange(level, 1e-6, 1 - 1e-6));
            }

            Assert.Equal(Enumerable.Range(0, grid.Count), calibration.Groups.SelectMany(g => g.Cells).Order());
        }
    }

    [Fact]
    public void Fit_CellsWithFewDays_AreMergedWithTheirLiquidityNeighbour()
    {
        List<double> pits = [];
        List<int> cells = [];
        List<int> days = [];
        SeededRandom random = new(6);
        for (int cell = 0; cell < grid.Count; cell++)
        {
            int dayCount = cell == 4 ? 2 : 20;
            for (int i = 0; i < 1000; i++)
            {
                pits.Add(random.NextDouble());
                cells.Add(cell);
                days.Add(i % dayCount);
            }
        }

        LevelCalibration calibration = LevelCalibration.Fit(grid, [.. pits], [.. cells], [.. days]);
        Assert.Equal(8, calibration.Groups.Length);
        CalibrationGroup merged = Assert.Single(calibration.Groups, g => g.IsMerged);
        Assert.Equal([1, 4], merged.Cells.AsEnumerable());
        Assert.Equal(2000, merged.RowCount);
        Assert.Equal(20, merged.DayCount);
    }

    [Fact]
    public void Fit_NoRows_IsTheIdentity()
    {
        LevelCalibration calibration = LevelCalibration.Fit(grid, [], [], []);
        double[] curve = CurveSamples.Normal(1, 2);
        double[] calibrated = new double[QuantileLevels.Count];
        Apply(calibration, 8, curve, TailShape.Default, calibrated);
        Assert.Equal(curve, calibrated);
        Assert.Single(calibration.Groups);
        Assert.Equal(0.37, calibration.RawLevel(3, 0.37), 1e-12);
    }

    [Fact]
    public void Apply_ScaledAndShiftedCurve_CommutesWithCalibration()
    {
        CostDistribution raw = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), TailShape.Default);
        LevelCalibration calibration = LevelCalibration.Fit(CellGrid.Single, Pits(raw, 5000, 1.6, 7), new int[5000], []);
        SeededRandom random = new(8);
        double[] a = new double[QuantileLevels.Count];
        double[] b = new double[QuantileLevels.Count];
        for (int i = 0; i < 100; i++)
        {
            double[] curve = CurveSamples.Random(random, 3);
            Apply(calibration, 0, curve, TailShape.Default, a);
            Apply(calibration, 0, [.. curve.Select(x => 7 * x)], TailShape.Default, b);
            for (int k = 0; k < a.Length; k++)
                Assert.Equal(7 * a[k], b[k], 1e-6 * (1 + Math.Abs(b[k])));
        }
    }

    [Fact]
    public void CalibratedPit_OfRawLevel_RoundTrips()
    {
        CostDistribution raw = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), TailShape.Default);
        LevelCalibration calibration = LevelCalibration.Fit(CellGrid.Single, Pits(raw, 5000, 1.6, 7), new int[5000], []);
        foreach (double level in new[] { 0, 0.004, 0.01, 0.3, 0.5, 0.77, 0.99, 0.999, 1 })
            Assert.Equal(level, calibration.CalibratedPit(0, calibration.RawLevel(0, level)), 1e-9);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameAndBadBytesAreRefused()
    {
        SeededRandom random = new(9);
        double[] pits = [.. Enumerable.Range(0, 6000).Select(_ => Math.Sqrt(random.NextDouble()))];
        int[] cells = [.. pits.Select((_, i) => i % 9)];
        int[] days = [.. pits.Select((_, i) => i % 30)];
        LevelCalibration calibration = LevelCalibration.Fit(grid, pits, cells, days);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        calibration.Write(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        LevelCalibration read = LevelCalibration.Read(reader);
        Assert.Equal(calibration.Groups.SelectMany(g => g.Levels), read.Groups.SelectMany(g => g.Levels));
        stream.Position = 4;
        writer.Write(77);
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => LevelCalibration.Read(reader));
    }

    [Fact]
    public void Fit_PitOutside_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LevelCalibration.Fit(grid, [double.NaN], [0], []));

    /// <summary>Coverage of a conformal interval over many small calibration sets: at least nominal, by no more than 1/(n + 1).</summary>
    [Theory]
    [InlineData(0.9, 39)]
    [InlineData(0.8, 59)]
    public void ConformalInterval_SmallSamples_HasItsGuarantee(double coverage, int n)
    {
        SeededRandom random = new(10);
        double covered = 0;
        const int trials = 8000;
        for (int t = 0; t < trials; t++)
        {
            double[] outcomes = [.. Enumerable.Range(0, n).Select(_ => 3 * random.NextNormal())];
            double[] lower = [.. outcomes.Select(_ => -1.0)];
            double[] upper = [.. outcomes.Select(_ => 1.0)];
            covered += ConformalInterval.Fit(lower, upper, outcomes, coverage).Covers(-1, 1, 3 * random.NextNormal()) ? 1 : 0;
        }

        Assert.InRange(covered / trials, coverage - 0.012, coverage + 1.0 / (n + 1) + 0.012);
    }

    [Fact]
    public void ConformalInterval_TooFewRows_IsInfinite() =>
        Assert.Equal(double.PositiveInfinity, ConformalInterval.Fit([0, 0], [1, 1], [0.5, 2], 0.95).Margin);

    [Fact]
    public void ConformalInterval_TypedOut_TakesTheConformalRank()
    {
        double[] outcomes = [1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5];
        double[] lower = new double[9];
        double[] upper = [.. Enumerable.Repeat(1.0, 9)];
        Assert.Equal(4.5, ConformalInterval.Fit(lower, upper, outcomes, 0.9).Margin, 1e-12);
        Assert.Equal(4, ConformalInterval.Fit(lower, upper, outcomes, 0.8).Margin, 1e-12);
    }

    private static double[] Pits(CostDistribution raw, int count, double width, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => raw.Cdf(width * random.NextNormal()))];
    }
}
