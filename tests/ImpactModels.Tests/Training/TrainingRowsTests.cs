using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class TrainingRowsTests
{
    private static readonly LawInputReader Reader = new(SyntheticOrder.Schema);

    [Theory]
    [InlineData("adv_fraction", double.NaN)]
    [InlineData("adv_fraction", 0)]
    [InlineData("daily_volatility", double.NaN)]
    [InlineData("half_spread_bps", double.NaN)]
    [InlineData("participation", double.NaN)]
    public void Of_UnusableOrder_IsLeftOut(string feature, double value)
    {
        TrainingOrder[] orders = [.. new SyntheticWorld(1, 0).Days(0, 1, 5)];
        SyntheticOrder.Set(orders[2].Features, feature, value);

        TrainingRows rows = TrainingRows.Of(orders, Reader);

        Assert.Equal([orders[0], orders[1], orders[3], orders[4]], rows.Orders);
        Assert.Equal(4, rows.Weights.Length);
    }

    [Fact]
    public void RowsWith_MissingPriceShift_KeepsSlippage()
    {
        TrainingRows rows = TrainingRows.Of(new SyntheticWorld(1, 0).Days(0, 2, 100), Reader);

        Assert.Equal(200, rows.RowsWith(ImpactTarget.Slippage).Length);
        Assert.Equal(rows.Orders.Count(o => double.IsFinite(o.PriceShiftBps)), rows.RowsWith(ImpactTarget.PriceShift).Length);
        Assert.True(rows.RowsWith(ImpactTarget.PriceShift).Length < 200);
    }

    [Fact]
    public void Where_Day_KeepsItsRowsWithTheirWeights()
    {
        TrainingRows rows = TrainingRows.Of(new SyntheticWorld(1, 0).Days(0, 3, 10), Reader);
        int second = SyntheticWorld.FirstDay.AddDays(1).DayNumber;

        TrainingRows day = rows.Where(d => d == second);

        Assert.Equal(rows.Orders[10..20], day.Orders);
        Assert.Equal(rows.Weights[10..20], day.Weights);
    }
}
