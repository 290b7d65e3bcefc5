using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class ConformalBandsTests
{
    private static readonly SyntheticWorld world = new(7, 0.8);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8)]
    [InlineData(2, 0.9)]
    [InlineData(3, 0.95)]
    public void Score_FreshOrdersOfTheSameWorld_CoversWhatWasAsked(int interval, double nominal)
    {
        ConformalScores scores = Bands(400).Score(Orders(20, 400));

        Assert.InRange(scores.IsCovered[interval].Average(covered => covered ? 1.0 : 0.0), nominal - 0.03, nominal + 0.03); // 2,400 rows to fit, 8,000 to judge: three standard errors
    }

    [Fact]
    public void Score_WiderIntervals_AreWiderOnAverage()
    {
        double[] widths = [.. Bands(100).Score(Orders(20, 100)).WidthBps.Select(w => w.Average())];

        Assert.Equal(widths.Order(), widths);
        Assert.True(widths[0] > 0);
    }

    [Fact]
    public void Join_Parts_FollowEachOther()
    {
        ConformalBands bands = Bands(50);
        ConformalScores joined = ConformalScores.Join([bands.Score(Orders(1, 30)), bands.Score(Orders(2, 30))]);

        Assert.Equal(90, joined.WidthBps[0].Length);
        Assert.Equal(bands.Score(Orders(2, 30)).WidthBps[3], joined.WidthBps[3][30..]);
    }

    private static ConformalBands Bands(int ordersPerDay) =>
        ConformalBands.Fit(SyntheticModel.Shared.Slippage, new LawInputReader(SyntheticOrder.Schema), new LearnerInput(SyntheticOrder.Schema), [.. world.Days(SyntheticModel.TrainDays, SyntheticModel.CalibrateDays, ordersPerDay).Select(ToTest)]);

    private static TestOrder[] Orders(int days, int ordersPerDay) =>
        [.. world.Days(SyntheticModel.TrainDays + SyntheticModel.CalibrateDays, days, ordersPerDay).Select(ToTest)];

    private static TestOrder ToTest(TrainingOrder o) => new(o.Id, "probe", o.Symbol, o.SessionDate.DayNumber, o.Features, o.SlippageBps, o.PriceShiftBps);
}
