using ImpactService.DataAccess.Import.Lean;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Lean;

public class LeanTickParserTests
{
    private static readonly long midnight = ExchangeClock.NewYorkMidnightMicros(new DateOnly(2013, 10, 7));

    [Fact]
    public void Quotes_BidAndAskRowOfOneTime_OneQuote()
    {
        ParserRun run = ReadQuotes("""
            34300000,1822500,300,0,0,P,1,0
            34300000,0,0,1823800,100,W,1,0
            34300005,1823900,200,0,0,P,1,0
            34300005,0,0,1824000,300,W,1,0
            """);
        Assert.Equal([new Quote(182.25, 300, 182.38, 100), new Quote(182.39, 200, 182.40, 300)], run.Writer.Quotes.Select(q => q.Value));
        Assert.Equal("2013-10-07T13:31:40Z", run.Writer.Quotes[0].EventTime.ToString());
        Assert.Equal((2L, 2L, 0L), (run.Ledger[RowOutcome.Accepted], run.Ledger[RowOutcome.MergedWithNext], run.Ledger.Rejects));
    }

    [Fact]
    public void Quotes_LoneRows_OtherSideCarriedForward()
    {
        ParserRun run = ReadQuotes("""
            34300000,0,0,1823800,100,W,1,0
            34300001,1822500,300,0,0,P,1,0
            34300002,1822600,400,0,0,P,1,0
            34300003,0,0,1823700,500,W,1,0
            34300004,1822700,600,1823600,700,W,1,0
            """);
        Assert.Equal(
            [new Quote(182.25, 300, 182.38, 100), new Quote(182.26, 400, 182.38, 100), new Quote(182.26, 400, 182.37, 500), new Quote(182.27, 600, 182.36, 700)],
            run.Writer.Quotes.Select(q => q.Value));
        Assert.Equal([2L, 3L, 4L, 5L], run.Writer.Quotes.Select(q => q.RowNumber));
        Assert.Equal((4L, 1L, 0L), (run.Ledger[RowOutcome.Accepted], run.Ledger[RowOutcome.OneSidedBook], run.Ledger[RowOutcome.MergedWithNext]));
    }

    [Fact]
    public void Quotes_LastRowIsLoneBid_StillPublished()
    {
        ParserRun run = ReadQuotes("34300000,1,1,1823800,100,W,1,0\n34300001,1822500,300,0,0,P,1,0");
        Assert.Equal(182.25, run.Writer.Quotes[^1].Value.Bid);
        Assert.Equal(2, run.Ledger[RowOutcome.Accepted]);
    }

    [Fact]
    public void Quotes_CrossedPair_BothRowsRejectedAndNextPairGood()
    {
        ParserRun run = ReadQuotes("""
            34300000,1824000,300,0,0,P,1,0
            34300000,0,0,1823800,100,W,1,0
            34300001,1823800,300,0,0,P,1,0
            34300001,0,0,1823800,100,W,1,0
            """);
        Assert.Equal(2, run.Ledger[RowOutcome.Crossed]);
        Assert.Equal(new Quote(182.38, 300, 182.38, 100), Assert.Single(run.Writer.Quotes).Value);
    }

    [Fact]
    public void Quotes_OutsideRegularHours_CountedNotStoredButCarried()
    {
        ParserRun run = ReadQuotes("""
            14400000,1822500,300,0,0,P,1,0
            14400000,0,0,1823800,100,W,1,0
            34200000,1822600,300,0,0,P,1,0
            57600000,1822500,300,0,0,P,1,0
            57600000,0,0,1823800,100,W,1,0
            """);
        Assert.Equal(new Quote(182.26, 300, 182.38, 100), Assert.Single(run.Writer.Quotes).Value);
        Assert.Equal((4L, 0L), (run.Ledger[RowOutcome.OutsideSession], run.Ledger.Rejects));
    }

    [Theory]
    [InlineData("34300000,1822500,300,0,0,P,1", "wrong-column-count")]
    [InlineData("34300000,1822500,300,0,0,P,1,0,9", "wrong-column-count")]
    [InlineData("x,1822500,300,0,0,P,1,0", "unparsable")]
    [InlineData("-5,1822500,300,0,0,P,1,0", "unparsable")]
    [InlineData("86400000,1822500,300,0,0,P,1,0", "unparsable")]
    [InlineData("34300000,1822500,300,0,0,P,1,7", "unparsable")]
    [InlineData("34300000,0,0,0,0,P,1,0", "non-positive-price")]
    [InlineData("34300000,-1822500,300,0,0,P,1,0", "non-positive-price")]
    [InlineData("34300000,NaN,300,0,0,P,1,0", "out-of-range")]
    [InlineData("34300000,1e300,300,0,0,P,1,0", "out-of-range")]
    [InlineData("34300000,1822500,-3,0,0,P,1,0", "negative-size")]
    [InlineData("34300000,1822500,300,0,0,P,1,1", "suspicious")]
    public void Quotes_BadRow_CountedByReason(string row, string reason)
    {
        ParserRun run = ReadQuotes($"34200000,1,1,1,1,P,1,0\n{row}\n");
        Assert.Equal(1, run.Ledger.ByReason(rejects: reason != "suspicious").GetValueOrDefault(reason));
        Assert.Single(run.Writer.Quotes);
    }

    [Fact]
    public void Quotes_TimeGoingBack_Rejected()
    {
        ParserRun run = ReadQuotes("34300001,1,1,2,1,P,1,0\n34300000,1,1,2,1,P,1,0\n34300001,1,1,2,1,P,1,0");
        Assert.Equal((1L, 2), (run.Ledger[RowOutcome.TimeGoingBack], run.Writer.Quotes.Count));
    }

    [Fact]
    public void Trades_Rows_PriceSizeTime()
    {
        ParserRun run = ReadTrades("34300000,1815200,283,P,20000020,0\n34300000,1815200,283,P,20000020,0", null);
        Assert.Equal(2, run.Writer.Trades.Count);
        Assert.Equal(("2013-10-07T13:31:40Z", 181.52, 283.0), (run.Writer.Trades[0].EventTime.ToString(), run.Writer.Trades[0].Value.Price, run.Writer.Trades[0].Value.Size));
    }

    [Fact]
    public void Trades_WithQuoteTape_SignedByQuoteOfSmallerMillisecond()
    {
        QuoteTape tape = new();
        tape.Add(new Timestamp(midnight + 34_299_999_000), new Quote(100, 1, 101, 1));
        tape.Add(new Timestamp(midnight + 34_300_000_000), new Quote(90, 1, 91, 1));
        ParserRun run = ReadTrades("34300000,1000000,1,P,1,0\n34300001,1000000,1,P,1,0", tape);
        Assert.Equal([Aggressor.Seller, Aggressor.Buyer], run.Writer.Trades.Select(t => t.Value.Aggressor));
    }

    [Theory]
    [InlineData("1", "accepted")]
    [InlineData("0", "accepted")]
    [InlineData("", "accepted")]
    [InlineData("20", "accepted")]
    [InlineData("20000020", "accepted")]
    [InlineData("A0000021", "accepted")]
    [InlineData("40", "trade-condition")]
    [InlineData("80", "trade-condition")]
    [InlineData("2000", "trade-condition")]
    [InlineData("20100200", "trade-condition")]
    [InlineData("4800", "trade-condition")]
    [InlineData("4000000", "trade-condition")]
    [InlineData("xyz", "unparsable")]
    [InlineData("1FFFFFFFFF", "unparsable")]
    public void Conditions_HexFlags_ContinuousPrintsOnly(string condition, string expected)
    {
        ParserRun run = ReadTrades($"34300000,1815200,283,P,{condition},0", null);
        Assert.Equal(1, run.Ledger[Enum.GetValues<RowOutcome>().Single(o => o.Text() == expected)]);
    }

    [Theory]
    [InlineData("34300000,0,283,P,1,0", "non-positive-price")]
    [InlineData("34300000,1815200,0,P,1,0", "non-positive-size")]
    [InlineData("34300000,1815200,-1,P,1,0", "non-positive-size")]
    [InlineData("34300000,1815200,1e300,P,1,0", "out-of-range")]
    [InlineData("34300000,1815200,Infinity,P,1,0", "out-of-range")]
    [InlineData("34300000,1815200,283,P,1", "wrong-column-count")]
    [InlineData("34300000,18x,283,P,1,0", "unparsable")]
    public void Trades_BadRow_CountedByReason(string row, string reason) => Assert.Equal(1, ReadTrades(row, null).Ledger.ByReason(rejects: true).GetValueOrDefault(reason));

    private static ParserRun ReadQuotes(string text)
    {
        ParserRun run = new(LeanTickFormat.DefaultSession);
        return run.Read(text, new LeanQuoteParser(run.Gate, run.Ledger, run.Tracks.Get("IBM"), midnight));
    }

    private static ParserRun ReadTrades(string text, QuoteTape? tape)
    {
        ParserRun run = new(LeanTickFormat.DefaultSession);
        return run.Read(text, new LeanTradeParser(run.Gate, run.Tracks.Get("IBM"), midnight, tape));
    }
}
