using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class OwnOrderLabelsTests
{
    /// <summary>Mid 100 until 300 s, then 100.5; half spread 10 bps.</summary>
    private static readonly TapeBuilder Market = new TapeBuilder(TapeBuilder.ShortDay)
        .Quote(10, 99.9, 100.1)
        .Quote(300, 100.4, 100.6)
        .Quote(7_199, 100.4, 100.6);

    private static readonly ParentOrder Buy = new("A1", "TEST", Side.Buy, Market.At(60), Market.At(360), 1_000, 100.2);

    [Fact]
    public void Label_RecordOnly_UsesTheMidInForceAtArrival()
    {
        TrainingOrder order = Labelled(Buy);

        Assert.Equal("own/A1", order.Id);
        Assert.Equal(TrainingOrderKind.Own, order.Kind);
        Assert.Equal(100, order.ArrivalPrice, 9);
        Assert.Equal(20, order.SlippageBps, 6);
        Assert.Equal(50, order.PriceShiftBps, 6);
        Assert.Equal(50, order.PriceShiftLag0Bps, 6);
        Assert.Equal((300.0, 300.0, 300.0), (order.HorizonSeconds, order.ExecutionSeconds, order.LagSeconds));
        Assert.Equal(0.5, order.TakerFraction);
        Assert.Equal(0, order.SpreadCostBps, 9);
        Assert.Equal(10, order.Weight);
    }

    [Fact]
    public void Label_Sell_TurnsTheSign()
    {
        TrainingOrder order = Labelled(Buy with { Side = Side.Sell });

        Assert.Equal(-20, order.SlippageBps, 6);
        Assert.Equal(-50, order.PriceShiftBps, 6);
    }

    [Fact]
    public void Label_RecordedArrivalPrice_Wins() =>
        Assert.Equal((100.2 / 100.1 - 1) * 1e4, Labelled(Buy with { ArrivalPrice = 100.1 }).SlippageBps, 6);

    [Fact]
    public void Label_Fills_GiveAverageEndAndSpreadCost()
    {
        TrainingOrder order = Labelled(
            Buy with { Strategy = "passive" },
            Fill(100, 99.9, 600, FillLiquidity.Maker),
            Fill(200, 100.1, 300, FillLiquidity.Taker),
            Fill(250, 100.4, 100, FillLiquidity.Auction));

        Assert.Equal(100.01, order.AveragePrice, 9);
        Assert.Equal(Market.At(250), order.TEnd);
        Assert.Equal(190, order.ExecutionSeconds);
        Assert.Equal(300, order.HorizonSeconds);
        Assert.Equal(0.1, order.TakerFraction);
        Assert.Equal(0.3, order.RealisedTakerFraction, 9);
        Assert.Equal(-3, order.SpreadCostBps, 6);
        Assert.Equal(1, order.SlippageBps, 6);
    }

    [Theory]
    [InlineData(0.7, "aggressive", 0.7)]
    [InlineData(null, "aggressive", 1)]
    [InlineData(null, " Balanced ", 0.5)]
    [InlineData(null, "PASSIVE", 0.1)]
    [InlineData(null, "vwap-of-the-house", 0.5)]
    public void Label_PlannedTakerFraction_IsRecordThenStrategyThenBalanced(double? recorded, string? strategy, double expected) =>
        Assert.Equal(expected, Labelled(Buy with { TakerFraction = recorded, Strategy = strategy }).TakerFraction);

    [Fact]
    public void Label_NoPlanRecorded_TakesTheRealisedFraction() =>
        Assert.Equal(0.25, Labelled(Buy, Fill(100, 100.1, 250, FillLiquidity.Taker), Fill(100, 99.9, 750, FillLiquidity.Maker)).TakerFraction);

    [Fact]
    public void Label_Sweep_HasNoHorizonAndTheShortestLag()
    {
        TrainingOrder order = Labelled(Buy with { EndTime = Buy.ArrivalTime });

        Assert.Equal((0.0, 0.0, 60.0), (order.HorizonSeconds, order.ExecutionSeconds, order.LagSeconds));
    }

    [Fact]
    public void Label_SweepFilledAMomentAfterItsStamp_EndsWithTheFill() =>
        Assert.Equal(Market.At(60.4), Labelled(Buy with { EndTime = Buy.ArrivalTime }, Fill(60.4, 100.1, 1_000, FillLiquidity.Taker)).TEnd);

    [Fact]
    public void Label_ClosingAuction_CountsAtTheOrdersEnd()
    {
        ParentOrder untilClose = Buy with { EndTime = Market.Session.Close };

        Assert.Equal(Market.Session.Close, Labelled(untilClose, Fill(7_208, 100.5, 1_000, FillLiquidity.Auction)).TEnd);
    }

    [Fact]
    public void Label_EndsNearTheClose_KeepsSlippageAndLacksShift()
    {
        TrainingOrder order = Labelled(Buy with { EndTime = Market.At(7_150) });

        Assert.True(double.IsNaN(order.PriceShiftBps));
        Assert.Equal(20, order.SlippageBps, 6);
    }

    public static TheoryData<string, OwnOrderRejection> Invalid { get; } = new()
    {
        { "negative quantity", OwnOrderRejection.InvalidNumbers },
        { "NaN price", OwnOrderRejection.InvalidNumbers },
        { "NaN taker fraction", OwnOrderRejection.InvalidNumbers },
        { "infinite arrival price", OwnOrderRejection.InvalidNumbers },
        { "before the open", OwnOrderRejection.OutsideSession },
        { "at the close", OwnOrderRejection.OutsideSession },
        { "ends before it arrives", OwnOrderRejection.InvalidEnd },
        { "ends after the close", OwnOrderRejection.InvalidEnd },
        { "before the first quote", OwnOrderRejection.NoQuoteAtArrival },
        { "price of another share", OwnOrderRejection.PriceFarFromTape },
        { "arrival price of another share", OwnOrderRejection.PriceFarFromTape },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Label_InvalidOrder_IsRejectedWithItsReason(string what, OwnOrderRejection reason)
    {
        ParentOrder order = what switch
        {
            "negative quantity" => Buy with { Quantity = -1 },
            "NaN price" => Buy with { AveragePrice = double.NaN },
            "NaN taker fraction" => Buy with { TakerFraction = double.NaN },
            "infinite arrival price" => Buy with { ArrivalPrice = double.PositiveInfinity },
            "before the open" => Buy with { ArrivalTime = Market.At(-1) },
            "at the close" => Buy with { ArrivalTime = Market.Session.Close, EndTime = Market.Session.Close },
            "ends before it arrives" => Buy with { EndTime = Market.At(59) },
            "ends after the close" => Buy with { EndTime = Market.At(7_201) },
            "before the first quote" => Buy with { ArrivalTime = Market.At(9) },
            "price of another share" => Buy with { AveragePrice = 10.02 },
            _ => Buy with { ArrivalPrice = 50 },
        };

        OwnOrderBatch batch = new OwnOrderLabels(new OwnOrderOptions()).Label(Market.Index(), [new ExecutedOrder(order, [])]);

        Assert.Empty(batch.Orders);
        Assert.Equal([new(reason, 1)], batch.Rejections);
    }

    [Fact]
    public void Label_FillsThatDoNotBelong_AreRejected()
    {
        OwnOrderBatch batch = new OwnOrderLabels(new OwnOrderOptions()).Label(Market.Index(),
        [
            new ExecutedOrder(Buy, [Fill(100, 100, 900, FillLiquidity.Taker)]),
            new ExecutedOrder(Buy, [Fill(58, 100, 1_000, FillLiquidity.Taker)]),
            new ExecutedOrder(Buy, [Fill(362, 100, 1_000, FillLiquidity.Taker)]),
            new ExecutedOrder(Buy, []),
        ]);

        Assert.Equal(3, batch.Rejections[OwnOrderRejection.FillsDisagree]);
        Assert.Single(batch.Orders);
    }

    private static TrainingOrder Labelled(ParentOrder order, params Fill[] fills) =>
        Assert.Single(new OwnOrderLabels(new OwnOrderOptions()).Label(Market.Index(), [new ExecutedOrder(order, fills)]).Orders);

    private static Fill Fill(double seconds, double price, double size, FillLiquidity liquidity) => new("A1", Market.At(seconds), price, size, liquidity);
}
