using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class CalibrationCellsTests
{
    private const int Days = 10;

    private const int RowsPerDay = 60;

    [Fact]
    public void NamesIn_EveryCellHasItsOwnMap_NamesItAlone() =>
        Assert.Equal(Enumerable.Range(0, CalibrationCells.Grid.Count).Select(CalibrationCells.NameOf), CalibrationCells.NamesIn(Calibration(cell => Days)));

    [Fact]
    public void NamesIn_OneCellHasTooFewDays_SaysWhichNeighbourSharesItsMap()
    {
        string[] names = [.. CalibrationCells.NamesIn(Calibration(cell => cell == 0 ? 1 : Days))];

        Assert.Equal("tight/passive (with medium/passive)", names[0]);
        Assert.Equal("medium/passive (with tight/passive)", names[3]);
        Assert.Equal("tight/balanced", names[1]);
    }

    [Fact]
    public void NamesIn_OneMapForAll_SaysSo() =>
        Assert.All(CalibrationCells.NamesIn(LevelCalibration.Identity(CalibrationCells.Grid)), name => Assert.EndsWith(" (with all others)", name));

    private static LevelCalibration Calibration(Func<int, int> daysOf)
    {
        SeededRandom random = new(7);
        (int Cell, int Day)[] rows = [.. Enumerable.Range(0, CalibrationCells.Grid.Count).SelectMany(cell => Enumerable.Range(0, daysOf(cell) * RowsPerDay).Select(i => (cell, i % daysOf(cell))))];
        return LevelCalibration.Fit(CalibrationCells.Grid, [.. rows.Select(_ => random.NextDouble())], [.. rows.Select(row => row.Cell)], [.. rows.Select(row => row.Day)]);
    }
}
