using System.Text;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Rows;

public class RowRulesTests
{
    [Theory]
    [InlineData(100.5, "accepted")]
    [InlineData(0.0, "non-positive-price")]
    [InlineData(-1.0, "non-positive-price")]
    [InlineData(double.NaN, "out-of-range")]
    [InlineData(double.PositiveInfinity, "out-of-range")]
    [InlineData(1e300, "out-of-range")]
    [InlineData(1e-320, "out-of-range")]
    [InlineData(double.NegativeInfinity, "non-positive-price")]
    public void CheckPrice_Value_Outcome(double price, string expected) => Assert.Equal(expected, RowRules.CheckPrice(price).Text());

    [Theory]
    [InlineData(1.0, "accepted")]
    [InlineData(0.0, "non-positive-size")]
    [InlineData(-5.0, "non-positive-size")]
    [InlineData(double.NaN, "out-of-range")]
    [InlineData(1e300, "out-of-range")]
    public void CheckSize_Value_Outcome(double size, string expected) => Assert.Equal(expected, RowRules.CheckSize(size).Text());

    [Theory]
    [InlineData(0.0, "accepted")]
    [InlineData(-1.0, "negative-size")]
    [InlineData(double.NaN, "out-of-range")]
    [InlineData(double.PositiveInfinity, "out-of-range")]
    public void CheckQuoteSize_Value_Outcome(double size, string expected) => Assert.Equal(expected, RowRules.CheckQuoteSize(size).Text());

    [Theory]
    [InlineData(100, 100.01, "accepted")]
    [InlineData(100, 100, "accepted")]
    [InlineData(100.01, 100, "crossed")]
    [InlineData(0, 100, "non-positive-price")]
    [InlineData(100, double.NaN, "out-of-range")]
    public void CheckQuote_Prices_Outcome(double bid, double ask, string expected) => Assert.Equal(expected, RowRules.CheckQuote(new Quote(bid, 1, ask, 1)).Text());

    [Fact]
    public void CheckBook_SidesLevelsAndOrder_Outcome()
    {
        Assert.Equal(RowOutcome.Accepted, Check([100, 99], [101, 102]));
        Assert.Equal(RowOutcome.OneSidedBook, Check([], [101]));
        Assert.Equal(RowOutcome.LevelsOutOfOrder, Check([99, 100], [101]));
        Assert.Equal(RowOutcome.LevelsOutOfOrder, Check([100], [101, 101]));
        Assert.Equal(RowOutcome.Crossed, Check([102], [101]));
        Assert.Equal(RowOutcome.NonPositivePrice, Check([100, 0], [101]));
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("BRK.B", true)]
    [InlineData("BTC/USDT-perp_1.P", true)]
    [InlineData("", false)]
    [InlineData("A B", false)]
    [InlineData("Ä", false)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", false)]
    public void IsSymbol_Text_Outcome(string text, bool expected) => Assert.Equal(expected, RowRules.IsSymbol(Encoding.UTF8.GetBytes(text)));

    private static RowOutcome Check(double[] bids, double[] asks) =>
        RowRules.CheckBook(new BookSnapshot(bids, [.. bids.Select(_ => 1.0)], asks, [.. asks.Select(_ => 1.0)]));
}
