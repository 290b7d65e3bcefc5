using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Binance;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Binance;

public class BinanceParserTests
{
    private const string SpotTrade =
        """1723161255400000000 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":1,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}}""";

    private const string SpotQuote =
        """1723161255500000000 {"stream":"btcusdt@bookTicker","data":{"u":50,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}}""";

    private const string FuturesQuote =
        """1723161255500000000 {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":5,"s":"BTCUSDT","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1723161255313,"E":1723161255314}}""";

    private const string FuturesTrade =
        """1723161255600000000 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255322,"T":1723161255321,"s":"BTCUSDT","t":5,"p":"61800.30","q":"0.006","X":"MARKET","m":false}}""";

    [Fact]
    public void Trade_ExchangeTimeIsEventTimeAndBuyerMakerMeansSeller()
    {
        ParserRun run = Read(SpotTrade);
        Stored<Trade> trade = Assert.Single(run.Writer.Trades);
        Assert.Equal(new Trade(61837.63, 0.02, Aggressor.Seller), trade.Value);
        Assert.Equal(("2024-08-08T23:54:15.342Z", "2024-08-08T23:54:15.4Z"), (trade.EventTime.ToString(), trade.KnownTime.ToString()));
        Assert.Equal("BTCUSDT", run.Tracks.All.Single().Instrument.Symbol);
    }

    [Fact]
    public void Trade_BuyerIsNotMaker_BuyerIsAggressor() => Assert.Equal(Aggressor.Buyer, Read(FuturesTrade).Writer.Trades[0].Value.Aggressor);

    [Fact]
    public void Quote_OfSpotHasNoExchangeTime_ReceiveTime()
    {
        Stored<Quote> quote = Assert.Single(Read(SpotTrade + "\n" + SpotQuote).Writer.Quotes);
        Assert.Equal(new Quote(61837.63, 3.78826, 61837.64, 1.54698), quote.Value);
        Assert.Equal(quote.KnownTime, quote.EventTime);
    }

    [Fact]
    public void Quote_OfSpotWithReceiverBehind_NeverBeforeWhatWasReceivedEarlier()
    {
        string late = SpotTrade.Replace("1723161255400000000", "1723161254087000000", StringComparison.Ordinal);
        string quote = SpotQuote.Replace("1723161255500000000", "1723161254090000000", StringComparison.Ordinal);
        BinanceParser? parser = null;
        ParserRun run = Read(late + "\n" + quote, p => parser = p);
        Assert.Equal("2024-08-08T23:54:15.346Z", run.Writer.Quotes[0].EventTime.ToString());
        Assert.Equal("2024-08-08T23:54:14.09Z", run.Writer.Quotes[0].KnownTime.ToString());
        Assert.Contains("1256.0 ms behind", Assert.Single(parser!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Quote_OfFutures_TransactionTimeAndInstrumentOfItsOwn()
    {
        ParserRun run = Read(FuturesQuote + "\n" + SpotQuote);
        Assert.Equal("2024-08-08T23:54:15.313Z", run.Writer.Quotes[0].EventTime.ToString());
        Assert.Equal(["BTCUSDT.P", "BTCUSDT"], run.Tracks.All.Select(t => t.Instrument.Symbol));
    }

    [Fact]
    public void Suffix_Given_ReplacesTheDefault() =>
        Assert.Equal("BTCUSDT-PERP", Read(FuturesQuote, null, new BinanceOptions(null, "-PERP", 100, 20)).Tracks.All.Single().Instrument.Symbol);

    [Fact]
    public void Instrument_GivenForTwoSymbols_Fails()
    {
        string other = SpotTrade.Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal);
        Assert.Equal(
            ImportFailure.SeveralInstruments,
            Assert.Throws<ImportException>(() => Read(SpotTrade + "\n" + other, null, new BinanceOptions("X", null, 100, 20))).Failure);
    }

    [Fact]
    public void AggregateTrades_BesideTrades_NotCountedTwice()
    {
        const string aggregate =
            """1723161255401000000 {"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1723161255343,"s":"BTCUSDT","a":9,"p":"61837.63","q":"0.02","f":1,"l":1,"T":1723161255342,"m":true,"M":true}}""";
        ParserRun run = Read(SpotTrade + "\n" + aggregate);
        Assert.Equal((1, 1L), (run.Writer.Trades.Count, run.Ledger[RowOutcome.OtherStream]));
        Assert.Single(Read(aggregate).Writer.Trades);
    }

    [Theory]
    [InlineData("""1723161255400000000 {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1723161255343,"s":"BTCUSDT","k":{"t":1}}}""", "other-stream")]
    [InlineData("""1723161255400000000 {"result":null,"id":1}""", "other-stream")]
    [InlineData("""1723161255400000000 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255322,"T":1723161255321,"s":"BTCUSDT","t":5,"p":"1","q":"1","X":"INSURANCE_FUND","m":false}}""", "trade-condition")]
    public void Read_OtherMessage_CountedNotStored(string line, string reason)
    {
        ParserRun run = Read(line);
        Assert.Equal((1L, 0L), (run.Ledger.ByReason(rejects: false).GetValueOrDefault(reason), run.Ledger.Rejects));
    }

    [Theory]
    [InlineData("{}", "unparsable")]
    [InlineData("x {}", "unparsable")]
    [InlineData("1723161255400000000 {\"stream\":", "unparsable")]
    [InlineData("1723161255400000000 {} trailing", "unparsable")]
    [InlineData("1723161255400000000 []", "unparsable")]
    [InlineData("99 {\"stream\":\"a@trade\",\"data\":{\"e\":\"trade\",\"E\":1,\"T\":9999999999999,\"s\":\"A\",\"p\":\"1\",\"q\":\"1\",\"m\":true}}", "time-out-of-range")]
    public void Read_BadLine_CountedByReason(string line, string reason) => Assert.Equal(1, Read(line).Ledger.ByReason(rejects: true).GetValueOrDefault(reason));

    [Theory]
    [InlineData("61837.63000000", "0", "non-positive-price")]
    [InlineData("61837.63000000", "NaN", "out-of-range")]
    [InlineData("61837.63000000", "1e300", "out-of-range")]
    [InlineData("0.02000000", "-1", "non-positive-size")]
    [InlineData("\"0.02000000\"", "5", "unparsable")]
    [InlineData("\"BTCUSDT\"", "\"BTC USDT\"", "invalid-symbol")]
    [InlineData("\"BTCUSDT\"", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", "unparsable")]
    [InlineData("\"m\":true", "\"m\":1", "unparsable")]
    [InlineData("\"p\":\"61837.63000000\",", "", "out-of-range")]
    public void Trade_BadField_CountedByReason(string good, string bad, string reason) =>
        Assert.Equal(1, Read(SpotTrade.Replace(good, bad, StringComparison.Ordinal)).Ledger.ByReason(rejects: true).GetValueOrDefault(reason));

    [Fact]
    public void Quote_Crossed_Rejected() =>
        Assert.Equal(1, Read(SpotQuote.Replace("\"a\":\"61837.64", "\"a\":\"61837.62", StringComparison.Ordinal)).Ledger[RowOutcome.Crossed]);

    [Fact]
    public void Depth_DiffsAndSnapshot_BookAtBoundedPace()
    {
        string levels(double from, double step) => string.Join(',', Enumerable.Range(0, 12).Select(i => $"[\"{from + step * i}\",\"{i + 1}\"]"));
        string diff(long id, long millis, string bids, string asks) =>
            $$$"""{{{millis}}}000000 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":{{{millis}}},"s":"BTCUSDT","U":{{{id}}},"u":{{{id}}},"b":[{{{bids}}}],"a":[{{{asks}}}]}}""";
        ParserRun run = Read(string.Join('\n', [
            diff(10, 1723161255000, "[\"99\",\"5\"]", ""),
            $$"""1723161255010000000 {"lastUpdateId":9,"bids":[{{levels(100, -1)}}],"asks":[{{levels(101, 1)}}]}""",
            diff(11, 1723161255100, "[\"100\",\"0\"]", "[\"101\",\"7\"]"),
            diff(12, 1723161255150, "[\"98\",\"0\"]", ""),
            diff(13, 1723161255200, "", ""),
        ]));
        Assert.Equal([3L, 5L], run.Writer.Depth.Select(d => d.RowNumber));
        BookSnapshot first = run.Writer.Depth[0].Value, second = run.Writer.Depth[1].Value;
        Assert.Equal((99.0, 5.0, 101.0, 7.0), (first.BidPrices[0], first.BidSizes[0], first.AskPrices[0], first.AskSizes[0]));
        Assert.Equal([99.0, 97.0], second.BidPrices.Take(2));
        Assert.Equal(0, run.Ledger.Rejects);
    }

    [Theory]
    [InlineData("[\"-1\",\"5\"]", "non-positive-price")]
    [InlineData("[\"99\",\"-5\"]", "negative-size")]
    [InlineData("[\"99\",\"Infinity\"]", "out-of-range")]
    [InlineData("[\"99\"]", "unparsable")]
    [InlineData("[\"99\",\"5\",\"6\"]", "unparsable")]
    [InlineData("99", "unparsable")]
    public void Depth_BadLevel_RowRejected(string level, string reason) => Assert.Equal(
        1,
        Read($$$"""1723161255000000000 {"stream":"b@depth","data":{"e":"depthUpdate","E":1723161255000,"s":"B","U":1,"u":1,"b":[{{{level}}}],"a":[]}}""").Ledger.ByReason(rejects: true).GetValueOrDefault(reason));

    private static ParserRun Read(string text, Action<BinanceParser>? keep = null, BinanceOptions? options = null)
    {
        ParserRun run = new(TradingCalendar.RoundTheClock);
        BinanceParser parser = new(run.Gate, run.Tracks, options ?? new BinanceOptions(null, null, 100, 20));
        keep?.Invoke(parser);
        return run.Read(text, parser);
    }
}
