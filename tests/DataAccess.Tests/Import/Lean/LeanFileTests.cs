using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Lean;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.DataAccess.Import.Lean;

public class LeanFileTests
{
    [Theory]
    [InlineData("/d/tick/ibm/20131007_trade.zip", "20131007_ibm_Trade_Tick.csv", "IBM", LeanTickKind.Trade)]
    [InlineData("/d/tick/brk.b/20131007_quote.zip", "20131007_brk.b_Quote_Tick.csv", "BRK.B", LeanTickKind.Quote)]
    [InlineData("/d/aig/20131007_quote.csv", null, "AIG", LeanTickKind.Quote)]
    [InlineData("/x/renamed.zip", "20131007_spy_Trade_Tick.csv", "SPY", LeanTickKind.Trade)]
    internal void TickFile_Name_SymbolDateKind(string path, string? entry, string symbol, LeanTickKind kind) =>
        Assert.Equal(new LeanTickFile(symbol, new DateOnly(2013, 10, 7), kind), LeanTickFile.Of(new SourceContent(path, entry, "f")));

    [Theory]
    [InlineData("/x/trades.csv", null)]
    [InlineData("/x/20131307_trade.zip", "20131307_ibm_Trade_Tick.csv")]
    public void TickFile_OtherName_FailsNamingIt(string path, string? entry)
    {
        ImportException failure = Assert.Throws<ImportException>(() => LeanTickFile.Of(new SourceContent(path, entry, "the-file")));
        Assert.Equal((ImportFailure.FileName, true), (failure.Failure, failure.Message.Contains("the-file", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2013-10-07", "2013-10-07T04:00:00Z")]
    [InlineData("2013-12-02", "2013-12-02T05:00:00Z")]
    [InlineData("2013-11-03", "2013-11-03T05:00:00Z")]
    public void Midnight_Date_KeepsTradingHoursRight(string date, string expectedUtc) =>
        Assert.Equal(expectedUtc, new ImpactService.ImpactModels.Market.Timestamp(ExchangeClock.NewYorkMidnightMicros(DateOnly.Parse(date))).ToString());

    [Fact]
    public void Daily_Rows_Bars()
    {
        LeanDailyParser parser = new();
        RowLedger ledger = ReadDaily(parser, "19980102 00:00,1045000,1057500,1040600,1057500,2563200\n19980105 00:00,1055600,1068100,1050000,1062500,0");
        Assert.Equal(new SourceRow<DailyBar>(1, new DailyBar(new DateOnly(1998, 1, 2), 104.5, 105.75, 104.06, 105.75, 2563200)), parser.Bars[0]);
        Assert.Equal((2, 0L), (parser.RowCount, ledger.Rejects));
    }

    [Theory]
    [InlineData("19980103 00:00,1,2,1,1", "wrong-column-count")]
    [InlineData("19981303 00:00,1,2,1,1,5", "unparsable")]
    [InlineData("19980103,1,x,1,1,5", "unparsable")]
    [InlineData("19980103X,1,2,1,1,5", "unparsable")]
    [InlineData("19980103,1,2,1.5,1,5", "invalid-bar")]
    [InlineData("19980103,1,2,1,3,5", "invalid-bar")]
    [InlineData("19980103,0,2,1,1,5", "non-positive-price")]
    [InlineData("19980103,1,2,1,1,-5", "negative-size")]
    [InlineData("19980103,1,2,1,1,NaN", "out-of-range")]
    [InlineData("19980102,1,2,1,1,5", "time-going-back")]
    public void Daily_BadRow_CountedByReason(string row, string reason)
    {
        LeanDailyParser parser = new();
        Assert.Equal(1, ReadDaily(parser, $"19980102,1,2,1,1,5\n{row}").ByReason(rejects: true).GetValueOrDefault(reason));
        Assert.Equal(1, parser.RowCount);
    }

    private static RowLedger ReadDaily(LeanDailyParser parser, string text) => new ParserRun(LeanTickFormat.DefaultSession).Read(text, parser).Ledger;
}
