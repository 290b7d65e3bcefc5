using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Csv;

public class MarketCsvParserTests
{
    private const string Header = "event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";

    [Fact]
    public void Read_TradesAndQuotesOfTwoInstruments_RowsInOrderOfFile()
    {
        ParserRun run = Read(Header + """
            2024-01-02T10:00:00Z,ABC,quote,,,,100,5,100.02,7
            2024-01-02T10:00:00Z,XYZ,trade,50,2,sell,,,,
            2024-01-02T12:00:01.5+02:00,ABC,TRADE,100.02,3,Buy,,,,
            2024-01-02T10:00:01.5Z,ABC,trade,100.02,3,,,,,
            2024-01-02T10:00:02Z,ABC,quote,,,,100,,100.02,
            """);
        Assert.Equal([new Trade(50, 2, Aggressor.Seller), new Trade(100.02, 3, Aggressor.Buyer), new Trade(100.02, 3, Aggressor.Buyer)], run.Writer.Trades.Select(t => t.Value));
        Assert.Equal([new Quote(100, 5, 100.02, 7), new Quote(100, 0, 100.02, 0)], run.Writer.Quotes.Select(q => q.Value));
        Assert.Equal([3L, 4L, 5L], run.Writer.Trades.Select(t => t.RowNumber));
        Assert.Equal(["ABC", "XYZ"], run.Tracks.All.Select(t => t.Instrument.Symbol));
        Assert.All(run.Writer.Trades, t => Assert.Equal(t.EventTime, t.KnownTime));
    }

    [Fact]
    public void Read_ColumnsInOtherOrderWithKnownTime_ByHeader()
    {
        ParserRun run = Read("known_time,ask_size,ask,bid_size,bid,side,size,price,type,instrument,event_time\n2024-01-02T10:00:05Z,,,,,buy,1,2,trade,ABC,2024-01-02T10:00:00Z\n,,,,,buy,1,2,trade,ABC,2024-01-02T10:00:01Z");
        Assert.Equal((5.0, 0.0), (run.Writer.Trades[0].KnownTime.SecondsSince(run.Writer.Trades[0].EventTime), run.Writer.Trades[1].KnownTime.SecondsSince(run.Writer.Trades[1].EventTime)));
    }

    [Fact]
    public void Read_InstrumentGiven_FillsEmptyOrAbsentColumn()
    {
        const string row = "2024-01-02T10:00:00Z,trade,2,1,buy,,,,";
        Assert.Equal("DEF", Read("event_time,type,price,size,side,bid,bid_size,ask,ask_size\n" + row, "DEF").Tracks.All.Single().Instrument.Symbol);
        Assert.Equal("DEF", Read(Header + "2024-01-02T10:00:00Z,,trade,2,1,buy,,,,", "DEF").Tracks.All.Single().Instrument.Symbol);
    }

    [Theory]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,100,1,buy,,,", "wrong-column-count")]
    [InlineData("2024-01-02T10:00:00,ABC,trade,100,1,buy,,,,", "unparsable")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,abc,1,buy,,,,", "unparsable")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,,1,buy,,,,", "unparsable")]
    [InlineData("2024-01-02T10:00:00Z,\"ABC,trade,100,1,buy,,,,", "unparsable")]
    [InlineData("2024-01-02T10:00:00Z,ABC,print,100,1,buy,,,,", "unknown-type")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,100,1,long,,,,", "invalid-side")]
    [InlineData("2024-01-02T10:00:00Z,,trade,100,1,buy,,,,", "invalid-symbol")]
    [InlineData("2024-01-02T10:00:00Z,A C,trade,100,1,buy,,,,", "invalid-symbol")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,-100,1,buy,,,,", "non-positive-price")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,100,0,buy,,,,", "non-positive-size")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,NaN,1,buy,,,,", "out-of-range")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,1e300,1,buy,,,,", "out-of-range")]
    [InlineData("2024-01-02T10:00:00Z,ABC,trade,100,Infinity,buy,,,,", "out-of-range")]
    [InlineData("2024-01-02T10:00:00Z,ABC,quote,,,,100.1,1,100,1", "crossed")]
    [InlineData("2024-01-02T10:00:00Z,ABC,quote,,,,100,-1,100.1,1", "negative-size")]
    [InlineData("2024-01-02T10:00:00Z,ABC,quote,,,,,1,100.1,1", "unparsable")]
    [InlineData("2024-01-02T09:59:58Z,ABC,trade,100,1,buy,,,,", "time-going-back")]
    [InlineData("1750-01-02T10:00:00Z,ABC,trade,100,1,buy,,,,", "time-out-of-range")]
    public void Read_BadRow_CountedByReason(string row, string reason)
    {
        ParserRun run = Read($"{Header}2024-01-02T09:59:59Z,ABC,trade,100,1,buy,,,,\n{row}\n2024-01-02T10:00:01Z,ABC,trade,100,1,buy,,,,");
        Assert.Equal(1, run.Ledger.ByReason(rejects: true).GetValueOrDefault(reason));
        Assert.Equal(2, run.Writer.Trades.Count);
    }

    [Fact]
    public void Read_SymbolOfTenThousandCharacters_Rejected() =>
        Assert.Equal(1, Read($"{Header}2024-01-02T10:00:00Z,{new string('A', 10_000)},trade,100,1,buy,,,,").Ledger[RowOutcome.InvalidSymbol]);

    [Fact]
    public void Depth_Rows_Levels()
    {
        ParserRun run = ReadDepth("2024-01-02T10:00:00Z,ABC,100 99.5,5 6,\"100.5 101 102\",7 8 9");
        BookSnapshot book = Assert.Single(run.Writer.Depth).Value;
        Assert.Equal([100, 99.5], book.BidPrices);
        Assert.Equal([5.0, 6.0], book.BidSizes);
        Assert.Equal([100.5, 101, 102], book.AskPrices);
        Assert.Equal([7.0, 8.0, 9.0], book.AskSizes);
    }

    [Theory]
    [InlineData("2024-01-02T10:00:00Z,ABC,100 99,5,101,7", "unequal-levels")]
    [InlineData("2024-01-02T10:00:00Z,ABC,99 100,5 5,101,7", "levels-out-of-order")]
    [InlineData("2024-01-02T10:00:00Z,ABC,102,5,101,7", "crossed")]
    [InlineData("2024-01-02T10:00:00Z,ABC,100,0,101,7", "non-positive-size")]
    [InlineData("2024-01-02T10:00:00Z,ABC,100,5,101;102,7", "unparsable")]
    [InlineData("2024-01-02T10:00:00Z,ABC,100,5,101", "wrong-column-count")]
    [InlineData("yesterday,ABC,100,5,101,7", "unparsable")]
    public void Depth_BadRow_CountedByReason(string row, string reason) => Assert.Equal(1, ReadDepth(row).Ledger.ByReason(rejects: true).GetValueOrDefault(reason));

    [Fact]
    public void Depth_OneSideEmpty_CountedNotRejected() => Assert.Equal(1, ReadDepth("2024-01-02T10:00:00Z,ABC,,,101,7").Ledger[RowOutcome.OneSidedBook]);

    [Fact]
    public void Read_HeaderOfAnotherFormat_FailsWithTheExpectedColumns()
    {
        ImportException failure = Assert.Throws<ImportException>(() => Read("time,price\n1,2"));
        Assert.Equal(ImportFailure.WrongColumns, failure.Failure);
        Assert.Contains("event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size[,known_time]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeaderOnly_Empty() => Assert.Equal(ImportFailure.Empty, Assert.Throws<ImportException>(() => Read(Header)).Failure);

    private static ParserRun Read(string text, string? instrument = null)
    {
        ParserRun run = new(TradingCalendar.RoundTheClock, sharesOneClock: true);
        return run.Read(text, new MarketCsvParser(run.Gate, run.Tracks, "test.csv", instrument));
    }

    private static ParserRun ReadDepth(string rows)
    {
        ParserRun run = new(TradingCalendar.RoundTheClock, sharesOneClock: true);
        return run.Read("event_time,instrument,bid_prices,bid_sizes,ask_prices,ask_sizes\n" + rows, new DepthCsvParser(run.Gate, run.Tracks, "test.csv", null));
    }
}
