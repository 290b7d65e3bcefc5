using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public class CoverageGroupsTests
{
    private static readonly CellGrid grid = new(3, 3);

    [Fact]
    public void Of_CellsWithEnoughDaysAndOrders_StandAlone()
    {
        // Cell 0: six days of 50, half covered. Cell 8: six days of 50, all covered.
        Sample sample = Sample.Of(600, i => i < 300 ? 0 : 8, i => i % 6, i => i >= 300 || i % 2 == 0);
        var groups = sample.Groups();
        Assert.Equal([0.5, 1], groups.Select(g => g.Coverage[0].Estimate));
        Assert.Contains(0, groups[0].Cells);
        Assert.Contains(8, groups[1].Cells);
        Assert.Equal([300, 300], groups.Select(g => g.Orders));
        Assert.All(groups, g => Assert.Equal(6, g.Days));
    }

    [Fact]
    public void Of_CellOnOneDay_JoinsItsNeighbourOfTheSameStrategy()
    {
        // Cells 0 and 3 are passive in neighbouring liquidity buckets; cell 1 is another strategy.
        Sample sample = Sample.Of(800, i => i < 300 ? 0 : i < 600 ? 1 : 3, i => i < 600 ? i % 6 : 2, i => i < 300);
        var groups = sample.Groups();
        CoverageGroup joined = Assert.Single(groups, g => g.Cells.Contains(3));
        Assert.Contains(0, joined.Cells);
        Assert.DoesNotContain(1, joined.Cells);
        Assert.Equal(500, joined.Orders);
        Assert.Equal(0.6, joined.Coverage[0].Estimate, 1e-12);
    }

    [Fact]
    public void Of_OneDayInAll_KeepsCellsApartAndHasNoIntervals()
    {
        Sample sample = Sample.Of(400, i => i < 200 ? 0 : 8, _ => 5, _ => true);
        var groups = sample.Groups();
        Assert.Equal(2, groups.Length);
        Assert.All(groups, g => Assert.True(double.IsNaN(g.Coverage[0].Lower)));
    }

    private sealed record Sample(int[] Cells, int[] Days, bool[] IsCovered)
    {
        public static Sample Of(int count, Func<int, int> cellOf, Func<int, int> dayOf, Func<int, bool> isCovered)
        {
            int[] rows = [.. Enumerable.Range(0, count)];
            return new Sample(Array.ConvertAll(rows, i => cellOf(i)), Array.ConvertAll(rows, i => dayOf(i)), Array.ConvertAll(rows, i => isCovered(i)));
        }

        public CoverageGroup[] Groups() => [.. CoverageGroups.Of(grid, Cells, Days, [IsCovered], 1)];
    }
}
