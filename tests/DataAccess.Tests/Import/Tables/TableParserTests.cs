using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Import.Tables;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Tables;

public class TableParserTests
{
    private const string OrderHeader = "order_id,instrument,side,arrival_time,end_time,quantity,average_price,arrival_price,taker_fraction,strategy\n";

    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T15:00:00Z");

    [Fact]
    public void Orders_Rows_OrdersWithOptionalValues()
    {
        OrderCsvParser parser = new("o.csv", s => s == "IBM");
        Read(OrderHeader + "a,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:10:00Z,100,182.5,182.4,0.25,\"twap, slow\"\nb,IBM,SELL,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,2,,,", parser);
        Assert.Equal(
            [
                new(2, new ParentOrder("a", "IBM", Side.Buy, t0, t0.AddSeconds(600), 100, 182.5, 182.4, 0.25, "twap, slow")),
                new SourceRow<ParentOrder>(3, new ParentOrder("b", "IBM", Side.Sell, t0, t0, 1, 2)),
            ],
            parser.Orders);
    }

    [Fact]
    public void Orders_RequiredColumnsOnly_Accepted()
    {
        OrderCsvParser parser = new("o.csv", _ => true);
        Read("side,order_id,instrument,arrival_time,end_time,quantity,average_price\nbuy,a,IBM,2024-01-02T15:00:00Z,2024-01-02T15:10:00Z,100,182.5", parser);
        Assert.Equal(new ParentOrder("a", "IBM", Side.Buy, t0, t0.AddSeconds(600), 100, 182.5), Assert.Single(parser.Orders).Value);
    }

    [Theory]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T14:59:59Z,100,182.5,,,", "end-before-arrival")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,0,182.5,,,", "non-positive-size")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,-3,182.5,,,", "non-positive-size")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1e300,182.5,,,", "out-of-range")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,NaN,182.5,,,", "out-of-range")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,0,,,", "non-positive-price")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,-1,,", "non-positive-price")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,,1.01,", "invalid-fraction")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,,NaN,", "invalid-fraction")]
    [InlineData("b,XXX,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,,,", "unknown-instrument")]
    [InlineData("b,IBM,hold,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,,,", "invalid-side")]
    [InlineData(",IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,,,", "invalid-text")]
    [InlineData("a,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1,,,", "duplicate-order")]
    [InlineData("b,IBM,buy,2024-01-02 15:00,2024-01-02T15:00:00Z,1,1,,,", "unparsable")]
    [InlineData("b,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:00:00Z,1,1", "wrong-column-count")]
    public void Orders_BadRow_CountedByReason(string row, string reason)
    {
        OrderCsvParser parser = new("o.csv", s => s == "IBM");
        RowLedger ledger = Read($"{OrderHeader}a,IBM,buy,2024-01-02T15:00:00Z,2024-01-02T15:10:00Z,100,182.5,,,\n{row}", parser);
        Assert.Equal((1, 1L), (parser.RowCount, ledger.ByReason(rejects: true).GetValueOrDefault(reason)));
    }

    [Theory]
    [InlineData("a,2024-01-02T15:00:00Z,10,60,taker", "accepted")]
    [InlineData("a,2024-01-02T15:00:00Z,10,60.1,maker", "exceeds-order")]
    [InlineData("a,2024-01-02T15:10:00.9Z,10,1,Auction", "accepted")]
    [InlineData("a,2024-01-02T15:10:01.1Z,10,1,maker", "outside-order")]
    [InlineData("a,2024-01-02T14:59:58Z,10,1,maker", "outside-order")]
    [InlineData("z,2024-01-02T15:00:00Z,10,1,maker", "unknown-order")]
    [InlineData("a,2024-01-02T15:00:00Z,10,0,maker", "non-positive-size")]
    [InlineData("a,2024-01-02T15:00:00Z,-10,1,maker", "non-positive-price")]
    [InlineData("a,2024-01-02T15:00:00Z,10,1,hidden", "unknown-type")]
    [InlineData("a,2024-01-02T15:00:00Z,10,1", "wrong-column-count")]
    [InlineData("a,noon,10,1,maker", "unparsable")]
    public void Fills_RowAgainstItsOrder_Outcome(string row, string expected)
    {
        Dictionary<string, OrderFilling> orders = new() { ["a"] = new OrderFilling(t0, t0.AddSeconds(600), Quantity: 100, FilledQuantity: 40) };
        FillCsvParser parser = new("f.csv", orders.GetValueOrDefault);
        RowLedger ledger = Read($"order_id,event_time,price,size,liquidity\n{row}", parser);
        Assert.Equal(1, ledger[Enum.GetValues<RowOutcome>().Single(o => o.Text() == expected)]);
    }

    [Fact]
    public void Fills_LessThanTheOrder_Noted()
    {
        Dictionary<string, OrderFilling> orders = new() { ["a"] = new(t0, t0.AddSeconds(600), 100, 0), ["b"] = new(t0, t0, 0.3, 0) };
        FillCsvParser parser = new("f.csv", orders.GetValueOrDefault);
        Read("order_id,event_time,price,size,liquidity\na,2024-01-02T15:00:00Z,10,60,taker\nb,2024-01-02T15:00:00Z,10,0.1,taker\nb,2024-01-02T15:00:00Z,10,0.2,taker", parser);
        Assert.StartsWith("1 of 2 orders", Assert.Single(parser.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("news,sentiment,IBM,2024-01-02T15:00:00Z,2024-01-02T15:00:10Z,-0.5", "accepted")]
    [InlineData("macro,cpi,,2024-01-02T15:00:00Z,,3.1", "accepted")]
    [InlineData("macro,cpi,XXX,2024-01-02T15:00:00Z,,3.1", "unknown-instrument")]
    [InlineData("ma/cro,cpi,,2024-01-02T15:00:00Z,,3.1", "invalid-text")]
    [InlineData("macro,,,2024-01-02T15:00:00Z,,3.1", "invalid-text")]
    [InlineData("macro,cpi,,2024-01-02T15:00:00Z,,NaN", "out-of-range")]
    [InlineData("macro,cpi,,2024-01-02T15:00:00Z,,1e300", "out-of-range")]
    [InlineData("macro,cpi,,2024-01-02T15:00:00Z,,", "unparsable")]
    [InlineData("macro,cpi,,2024-01-02T15:00:00Z,soon,1", "unparsable")]
    [InlineData("macro,cpi,,2024-01-02T15:00:00Z,1", "wrong-column-count")]
    public void Signals_Row_Outcome(string row, string expected)
    {
        SignalCsvParser parser = new("s.csv", s => s == "IBM");
        RowLedger ledger = Read($"source,name,instrument,event_time,known_time,value\n{row}", parser);
        Assert.Equal(1, ledger[Enum.GetValues<RowOutcome>().Single(o => o.Text() == expected)]);
    }

    [Fact]
    public void Signals_Rows_Values()
    {
        SignalCsvParser parser = new("s.csv", _ => true);
        Read("value,known_time,event_time,instrument,name,source\n-0.5,2024-01-02T15:00:10Z,2024-01-02T15:00:00Z,IBM,sentiment,news\n3.1,,2024-01-02T15:00:00Z,,cpi,macro", parser);
        Assert.Equal(new SignalRow("IBM", t0, t0.AddSeconds(10), new SignalValue("news", "sentiment", -0.5)), parser.Signals[0].Value);
        Assert.Equal(new SignalRow(null, t0, t0, new SignalValue("macro", "cpi", 3.1)), parser.Signals[1].Value);
    }

    private static RowLedger Read(string text, IRowParser parser) => new ParserRun(TradingCalendar.RoundTheClock).Read(text, parser).Ledger;
}
