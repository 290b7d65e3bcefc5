using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class OrderFlowImbalanceTests
{
    private static readonly Quote before = new(100, 7, 101, 11);

    /// <summary>e_n typed out from the definition, case by case.</summary>
    [Theory]
    [InlineData(100, 9, 101, 11, 2)] // bid queue grows by two
    [InlineData(100, 7, 101, 15, -4)] // ask queue grows by four
    [InlineData(100, 3, 101, 6, 1)] // bid loses four, ask loses five
    [InlineData(100.5, 4, 101, 11, 4)] // a better bid of four
    [InlineData(99, 50, 101, 11, -7)] // the whole bid is gone
    [InlineData(100, 7, 100.5, 3, -3)] // a better ask of three
    [InlineData(100, 7, 102, 60, 11)] // the whole ask is gone
    [InlineData(101, 5, 102, 60, 16)] // both move up
    public void Of_EachMove_IsTheDefinition(double bid, double bidSize, double ask, double askSize, double expected) =>
        Assert.Equal(expected, OrderFlowImbalance.Of(before, new Quote(bid, bidSize, ask, askSize)));

    [Fact]
    public void Of_SizesNotPublished_IsZero()
    {
        Assert.Equal(0, OrderFlowImbalance.Of(before, new Quote(101, 0, 102, 5)));
        Assert.Equal(0, OrderFlowImbalance.Of(before with { AskSize = 0 }, new Quote(101, 3, 102, 5)));
    }
}
