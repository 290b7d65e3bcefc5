using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class PriceLabelsTests
{
    /// <summary>Mid 100 at arrival, 100.5 at the last fill (t = 600 s), 100.2 once the lag of 600 s has passed.</summary>
    private static readonly TapeBuilder Rise = new TapeBuilder(TapeBuilder.ShortDay)
        .Quote(0, 99.9, 100.1)
        .Quote(590, 100.4, 100.6)
        .Quote(1_100, 100.1, 100.3)
        .Quote(1_201, 105, 105.2)
        .Quote(7_199, 105, 105.2);

    [Theory]
    [InlineData(Side.Buy, 30, 20, 50)]
    [InlineData(Side.Sell, -30, -20, -50)]
    public void Measure_WorkedExample_GivesBpsOfTheArrivalPrice(Side side, double slippageBps, double shiftBps, double lag0Bps)
    {
        PriceLabels labels = PriceLabels.Measure(Rise.Index(), RelaxationLag.Default, side, Rise.At(0), Rise.At(600), arrivalPrice: 100, averagePrice: 100.3);

        Assert.Equal(slippageBps, labels.SlippageBps, 9);
        Assert.Equal(shiftBps, labels.PriceShiftBps, 9);
        Assert.Equal(lag0Bps, labels.PriceShiftLag0Bps, 9);
        Assert.Equal(600, labels.LagSeconds);
        Assert.Equal(Rise.At(1_200), labels.LabelEnd);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(59, 60)]
    [InlineData(61, 61)]
    [InlineData(1_800, 1_800)]
    [InlineData(5_000, 1_800)]
    public void Measure_ByExecutionTime_ClampsTheLag(double executionSeconds, double lagSeconds)
    {
        PriceLabels labels = PriceLabels.Measure(Rise.Index(), RelaxationLag.Default, Side.Buy, Rise.At(0), Rise.At(executionSeconds), 100, 100);

        Assert.Equal(lagSeconds, labels.LagSeconds);
    }

    [Theory]
    [InlineData(7_140, false)]
    [InlineData(7_140.000001, true)]
    public void Measure_LagPassesTheClose_KeepsSlippageAndLacksShift(double endSeconds, bool isMissing)
    {
        PriceLabels labels = PriceLabels.Measure(Rise.Index(), RelaxationLag.Default, Side.Buy, Rise.At(endSeconds - 10), Rise.At(endSeconds), 105, 105.2);

        Assert.Equal(isMissing, double.IsNaN(labels.PriceShiftBps));
        Assert.True(double.IsFinite(labels.SlippageBps));
        Assert.True(double.IsFinite(labels.PriceShiftLag0Bps));
    }

    [Fact]
    public void Measure_TapeStopsBeforeTheLagHasPassed_LacksShift()
    {
        TapeBuilder cut = new TapeBuilder(TapeBuilder.ShortDay).Quote(0, 99, 101).Quote(100, 99, 101);

        PriceLabels labels = PriceLabels.Measure(cut.Index(), RelaxationLag.Default, Side.Buy, cut.At(10), cut.At(90), 100, 101);

        Assert.True(double.IsNaN(labels.PriceShiftBps));
        Assert.Equal(0, labels.PriceShiftLag0Bps);
        Assert.Equal(100, labels.SlippageBps, 9);
    }

    [Fact]
    public void Measure_QuoteStampedWithTheLastFill_IsInForceAtLagZero()
    {
        TapeBuilder builder = new TapeBuilder(TapeBuilder.ShortDay).Quote(0, 99, 101).Quote(90, 100, 102).Quote(7_199, 99, 101);

        Assert.Equal(100, PriceLabels.Measure(builder.Index(), RelaxationLag.Default, Side.Buy, builder.At(10), builder.At(90), 100, 101).PriceShiftLag0Bps, 9);
    }
}
