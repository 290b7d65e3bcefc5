using System.Globalization;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import;

/// <summary>Whole files into a real store: all of a file or nothing of it, and never twice.</summary>
public sealed class FileImporterTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    private const string Header = "event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Import_Csv_StoredInOrderWithSummaryAndReport()
    {
        string path = folder.File("a.csv", Header + Rows("CSV1", 40));
        FileReport report = Assert.Single(await ImportAsync(new ImportOptions { Format = ImportFormat.Csv, RejectsDirectory = folder.Rejects, Session = TradingCalendar.RoundTheClock }, path));
        Assert.Equal((80L, 40L, 40L, 0L, false), (report.Rows, report.Trades, report.Quotes, report.RejectCount, report.IsDuplicate));
        Assert.Equal(new SignShares(Given: 20, Quote: 20, Tick: 0, Unsigned: 0), report.Signs);
        Instrument instrument = (await fixture.Store.Instruments.FindAsync("CSV1"))!;
        MarketEvent[] stored = await fixture.ReadDayAsync(instrument, StoreFixture.Time("2024-01-02T10:00:00Z"));
        Assert.Equal(80, stored.Length);
        Assert.Equal([MarketEventKind.Quote, MarketEventKind.Trade], stored.Take(2).Select(e => e.Kind));
        SessionSummary summary = Assert.Single((await fixture.Store.Sessions.ReadHistoryAsync(instrument)).Sessions);
        Assert.Equal(40.0, summary.Volume);
    }

    [Fact]
    public async Task Import_SameContentAgainInAnyForm_AddsNothing()
    {
        string text = Header + Rows("DUP", 5);
        ImportOptions options = Options(ImportFormat.Csv);
        Assert.False((await ImportAsync(options, folder.File("a.csv", text)))[0].IsDuplicate);
        FileReport[] again = await ImportAsync(options, folder.Path + "/a.csv", folder.File("renamed.csv", text), folder.File("packed.csv.gz", TemporaryFolder.GzipBytes(text)), folder.Zip("z.zip", ("x.csv", text)));
        Assert.All(again, r => Assert.Equal((true, 0L, null), (r.IsDuplicate, r.Stored, r.Receipt)));
        Assert.Equal(5L, await CountAsync("trades", "DUP"));
    }

    [Fact]
    public async Task Import_EqualRowsOfOneFile_AllKept()
    {
        const string row = "2024-01-02T10:00:00Z,EQUAL,trade,100,1,buy,,,,\n";
        await ImportAsync(Options(ImportFormat.Csv), folder.File("e.csv", Header + row + row + row));
        Assert.Equal(3L, await CountAsync("trades", "EQUAL"));
    }

    [Fact]
    public async Task Import_TooManyRejects_NothingStaysButTheRejectsFile()
    {
        string path = folder.File("bad.csv", $"{Header}{Rows("REFUSED", 50)}2024-01-02T11:00:00Z,REFUSED,trade,-1,1,buy,,,,\n2024-01-02T11:00:00Z,REFUSED,quote,,,,2,1,1,1\n");
        ImportException failure = await Assert.ThrowsAsync<ImportException>(() => ImportAsync(Options(ImportFormat.Csv), path));
        Assert.Equal(ImportFailure.TooManyRejects, failure.Failure);
        Assert.Null(await fixture.Store.Instruments.FindAsync("REFUSED"));
        Assert.Equal(
            "line,reason,row\n102,non-positive-price,\"2024-01-02T11:00:00Z,REFUSED,trade,-1,1,buy,,,,\"\n103,crossed,\"2024-01-02T11:00:00Z,REFUSED,quote,,,,2,1,1,1\"\n",
            await File.ReadAllTextAsync(Path.Combine(folder.Rejects, "bad.csv.rejects.csv")));
        ImportSummary refusal = (await fixture.Store.Sources.ListAsync()).First(s => s.FileName == "bad.csv");
        Assert.Equal(("refused", 2L), (refusal.Status, refusal.Rejects));
    }

    [Fact]
    public async Task Import_RefusedThenAcceptedWithHigherLimit_StoredOnce()
    {
        string path = folder.File("limit.csv", Header + Rows("LIMIT", 5) + "2024-01-02T11:00:00Z,LIMIT,trade,-1,1,buy,,,,\n");
        await Assert.ThrowsAsync<ImportException>(() => ImportAsync(Options(ImportFormat.Csv), path));
        FileReport report = Assert.Single(await ImportAsync(Options(ImportFormat.Csv) with { RejectShareMax = 0.1 }, path));
        Assert.Equal((5L, 1L), (report.Trades, report.Rejects["non-positive-price"]));
        Assert.Equal(Path.Combine(folder.Rejects, "limit.csv.rejects.csv"), report.RejectsFile);
        Assert.Equal(5L, await CountAsync("trades", "LIMIT"));
    }

    [Fact]
    public async Task Import_SecondFileBad_FirstStaysWithItsSummary()
    {
        string good = folder.File("1.csv", Header + Rows("FIRST", 5)), bad = folder.File("2.csv", "nonsense");
        await Assert.ThrowsAsync<ImportException>(() => ImportAsync(Options(ImportFormat.Csv), good, bad));
        Assert.Equal(5L, await CountAsync("trades", "FIRST"));
        Assert.Single((await fixture.Store.Sessions.ReadHistoryAsync((await fixture.Store.Instruments.FindAsync("FIRST"))!)).Sessions);
    }

    [Fact]
    public async Task Import_NewInstrumentWithoutSession_AsksForIt()
    {
        ImportOptions options = new() { Format = ImportFormat.Csv, RejectsDirectory = folder.Rejects };
        ImportException failure = await Assert.ThrowsAsync<ImportException>(() => ImportAsync(options, folder.File("n.csv", Header + Rows("NEWONE", 3))));
        Assert.Equal(ImportFailure.SessionUnknown, failure.Failure);
        Assert.Contains("--session", failure.Message, StringComparison.Ordinal);
        Assert.Null(await fixture.Store.Instruments.FindAsync("NEWONE"));
    }

    [Fact]
    public async Task Import_KnownInstrument_OtherSessionRefusedOtherAttributesTaken()
    {
        await fixture.AddAsync("KNOWN", "09:30-16:00 America/New_York");
        string path = folder.File("k.csv", $"{Header}2024-01-02T15:00:00Z,KNOWN,trade,100,1,buy,,,,\n");
        Assert.Equal(ImportFailure.SessionConflict, (await Assert.ThrowsAsync<ImportException>(() => ImportAsync(Options(ImportFormat.Csv), path))).Failure);
        await ImportAsync(new ImportOptions { Format = ImportFormat.Csv, RejectsDirectory = folder.Rejects, TickSize = 0.01, SharesOutstanding = 5e6 }, path);
        Instrument instrument = (await fixture.Store.Instruments.FindAsync("KNOWN"))!;
        Assert.Equal((0.01, 5e6, "USD"), (instrument.TickSize, instrument.SharesOutstanding, instrument.Currency));
        Assert.Equal("09:30-16:00 America/New_York", instrument.Calendar.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_LeanTradesFirst_SignedByQuotesBesideTheFileOrInTheStore(bool isBeside)
    {
        string symbol = isBeside ? "lean1" : "lean2";
        string quotes = folder.Zip($"{symbol}/20131007_quote.zip", ($"20131007_{symbol}_Quote_Tick.csv", "34300000,1000000,1,0,0,P,1,0\n34300000,0,0,1000200,1,P,1,0\n"));
        string trades = folder.Zip($"{symbol}/20131007_trade.zip", ($"20131007_{symbol}_Trade_Tick.csv", "34300001,1000200,1,P,1,0\n34300002,1000000,1,P,1,0\n"));
        if (!isBeside)
        {
            await ImportAsync(Lean(), quotes);
            File.Delete(quotes);
        }

        FileReport report = Assert.Single(await ImportAsync(Lean(), trades));
        Assert.Equal(new SignShares(0, Quote: 2, 0, 0), report.Signs);
        Assert.Equal("09:30-16:00 America/New_York", (await fixture.Store.Instruments.FindAsync(symbol.ToUpperInvariant()))!.Calendar.ToString());
    }

    [Fact]
    public async Task Import_LeanDirectory_QuotesAndTradesOfADayMakeOneSummary()
    {
        folder.Zip("tick/dir/20131007_quote.zip", ("20131007_dir_Quote_Tick.csv", "34300000,1000000,1,0,0,P,1,0\n34300000,0,0,1000200,1,P,1,0\n34300060,0,0,1000200,2,P,1,0\n"));
        folder.Zip("tick/dir/20131007_trade.zip", ("20131007_dir_Trade_Tick.csv", "34300001,1000200,3,P,1,0\n40000002,1000000,4,P,1,0\n"));
        FileReport[] reports = await ImportAsync(Lean(), Path.Combine(folder.Path, "tick"));
        Assert.Equal(["dir/20131007_quote.zip", "dir/20131007_trade.zip"], reports.Select(r => r.FileName));
        SessionSummary summary = Assert.Single((await fixture.Store.Sessions.ReadHistoryAsync((await fixture.Store.Instruments.FindAsync("DIR"))!)).Sessions);
        Assert.Equal((7.0, 100.02, 100.0), (summary.Volume, summary.Open, summary.Close));
        Assert.True(summary.MeanHalfSpreadBps > 0.9);
    }

    [Fact]
    public async Task Import_LeanDailyOrdersFillsSignals_InTheirStores()
    {
        await ImportAsync(new ImportOptions { Format = ImportFormat.LeanDaily, RejectsDirectory = folder.Rejects }, folder.Zip("day.zip", ("day.csv", "20131004 00:00,1000000,1010000,990000,1005000,777\n")));
        Instrument instrument = (await fixture.Store.Instruments.FindAsync("DAY"))!;
        Assert.Equal([new DailyBar(new DateOnly(2013, 10, 4), 100, 101, 99, 100.5, 777)], await fixture.Store.Bars.ReadDailyAsync(instrument));
        string orders = folder.File("o.csv", "order_id,instrument,side,arrival_time,end_time,quantity,average_price\nid1,DAY,sell,2013-10-07T15:00:00Z,2013-10-07T15:10:00Z,50,100\n");
        string fills = folder.File("f.csv", "order_id,event_time,price,size,liquidity\nid1,2013-10-07T15:00:01Z,100.1,20,maker\n");
        Assert.Equal(1, Assert.Single(await ImportAsync(Options(ImportFormat.CsvOrders), orders)).OtherRows);
        Assert.Equal(1, Assert.Single(await ImportAsync(Options(ImportFormat.CsvFills), fills)).OtherRows);
        Assert.True(Assert.Single(await ImportAsync(Options(ImportFormat.CsvFills), fills)).IsDuplicate);
        Assert.Single(await fixture.Store.ParentOrders.ReadFillsAsync("id1"));
        string more = folder.File("f2.csv", "order_id,event_time,price,size,liquidity\nid1,2013-10-07T15:00:02Z,100.1,31,maker\n");
        Assert.Contains("exceeds-order", (await Assert.ThrowsAsync<ImportException>(() => ImportAsync(Options(ImportFormat.CsvFills), more))).Message, StringComparison.Ordinal);
        string signals = folder.File("s.csv", "source,name,instrument,event_time,known_time,value\nnews,tone,DAY,2013-10-07T15:00:00Z,2013-10-07T15:00:05Z,0.5\n");
        Assert.Equal(1, Assert.Single(await ImportAsync(Options(ImportFormat.CsvSignals), signals)).OtherRows);
        Assert.Contains("news/tone", await fixture.Store.Signals.KeysAsync());
    }

    [Fact]
    public async Task Import_LobsterPair_OneSourceAndNeverTwice()
    {
        string message = folder.File("SYN_2012-06-21_34200000_57600000_message_1.csv", "34200.1,1,1,18,5853300,1\n34200.2,4,1,5,5859400,-1\n");
        folder.File("SYN_2012-06-21_34200000_57600000_orderbook_1.csv", "5859400,200,5853300,18\n5859400,195,5853300,18\n");
        ImportOptions options = new() { Format = ImportFormat.Lobster, RejectsDirectory = folder.Rejects };
        FileReport report = Assert.Single(await ImportAsync(options, folder.Path));
        Assert.Equal((2L, 1L, 2L, 2L), (report.Rows, report.Trades, report.Quotes, report.DepthSnapshots));
        Assert.True(Assert.Single(await ImportAsync(options, message)).IsDuplicate);
        folder.File("SYN_2012-06-22_34200000_57600000_message_1.csv", "34200.1,1,1,18,5853300,1\n");
        Assert.Equal(ImportFailure.TwinMissing, (await Assert.ThrowsAsync<ImportException>(() => ImportAsync(options, folder.Path))).Failure);
        Assert.Equal(1L, await CountAsync("trades", "SYN"));
    }

    [Fact]
    public async Task Import_BinanceWithoutSnapshotOfTwoMarkets_TwoInstruments()
    {
        string path = folder.File("capture.jsonl", GoodFiles.Text(ImportFormat.Binance).Replace("BTCUSDT", "ETHEUR", StringComparison.Ordinal)
            + """1704207700000000000 {"stream":"etheur@bookTicker","data":{"e":"bookTicker","u":5,"s":"ETHEUR","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1704207699995,"E":1704207699996}}""");
        await ImportAsync(new ImportOptions { Format = ImportFormat.Binance, RejectsDirectory = folder.Rejects }, path);
        Assert.Equal((13L, 1L), (await CountAsync("quotes", "ETHEUR"), await CountAsync("quotes", "ETHEUR.P")));
        Assert.Equal("EUR", (await fixture.Store.Instruments.FindAsync("ETHEUR.P"))!.Currency);
    }

    [Fact]
    public async Task Import_Cancelled_NothingOfTheFileStays()
    {
        string path = folder.File("c.csv", Header + Rows("CANCEL", 20_000));
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(Options(ImportFormat.Csv), new ActionProgress(p => stop.CancelAfter(p.Rows > 8_000 ? 0 : -1)), stop.Token, path));
        Assert.Null(await fixture.Store.Instruments.FindAsync("CANCEL"));
        Assert.Equal(20_000, Assert.Single(await ImportAsync(Options(ImportFormat.Csv), path)).Trades);
    }

    [Fact]
    public async Task Import_NoRowInsideTheSession_NotRememberedAsImported()
    {
        string path = folder.File("tokyo.csv", Header + Rows("TOKYO", 5));
        ImportOptions wrong = Options(ImportFormat.Csv) with { Session = TradingCalendar.Parse("09:00-15:00 Asia/Tokyo") };
        FileReport report = Assert.Single(await ImportAsync(wrong, path));
        Assert.Equal((10L, 0L, null), (report.NotStored["outside-session"], report.Stored, report.Receipt));
        Assert.Single(report.Notes);
        Assert.Equal(5, Assert.Single(await ImportAsync(Options(ImportFormat.Csv), path)).Trades);
    }

    [Theory]
    [InlineData(ImportFormat.Csv, "A B", null, null)]
    [InlineData(ImportFormat.Lean, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", null, null)]
    [InlineData(ImportFormat.CsvFills, "IBM", null, null)]
    [InlineData(ImportFormat.Csv, null, ".P", null)]
    [InlineData(ImportFormat.Binance, null, " P", null)]
    [InlineData(ImportFormat.Lean, null, null, "US Dollar")]
    public void FileImporter_OptionNotValid_Refused(ImportFormat format, string? instrument, string? suffix, string? currency)
    {
        ImportOptions options = Options(format) with { Instrument = instrument, SymbolSuffix = suffix, Currency = currency };
        Assert.Equal(ImportFailure.InvalidOption, Assert.Throws<ImportException>(() => new FileImporter(fixture.Store, options, TimeProvider.System)).Failure);
    }

    [Fact]
    public async Task Import_EntryNamedWithParentFolders_RejectsFileStaysInItsDirectory()
    {
        string path = folder.Zip("evil.zip", ("../../../evil.csv", Header + Rows("EVIL", 3) + "bad\n"), ("two.csv", Header + Rows("EVIL", 4)));
        FileReport[] reports = await ImportAsync(Options(ImportFormat.Csv) with { RejectShareMax = 1 }, path);
        Assert.StartsWith(folder.Rejects + Path.DirectorySeparatorChar, reports[0].RejectsFile, StringComparison.Ordinal);
        Assert.True(File.Exists(reports[0].RejectsFile));
    }

    private ImportOptions Options(ImportFormat format) => new()
    {
        Format = format,
        RejectsDirectory = folder.Rejects,
        Session = format is ImportFormat.Csv ? TradingCalendar.RoundTheClock : null,
    };

    private ImportOptions Lean() => new() { Format = ImportFormat.Lean, RejectsDirectory = folder.Rejects };

    /// <summary>Pairs of a quote and, a second later, a trade at its ask; every other trade names its side.</summary>
    private static string Rows(string symbol, int pairs) => string.Concat(Enumerable.Range(0, pairs).Select(i => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time(2 * i)},{symbol},quote,,,,100,5,100.02,7\n{Time(2 * i + 1)},{symbol},trade,100.02,1,{(i % 2 == 0 ? "buy" : "")},,,,\n")));

    private static string Time(int seconds) => StoreFixture.Time("2024-01-02T10:00:00Z").AddSeconds(seconds).ToString();

    private Task<FileReport[]> ImportAsync(ImportOptions options, params string[] paths) => ImportAsync(options, null, CancellationToken.None, paths);

    private async Task<FileReport[]> ImportAsync(ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken, params string[] paths)
    {
        List<FileReport> reports = [];
        await foreach (FileReport report in new FileImporter(fixture.Store, options, TimeProvider.System).ImportAsync(paths, progress, cancellationToken))
            reports.Add(report);
        return [.. reports];
    }

    private async Task<long> CountAsync(string table, string symbol) =>
        (long)(await fixture.ScalarAsync($"SELECT count(*) FROM {table} t JOIN instruments i ON i.id = t.instrument_id WHERE i.symbol = '{symbol}'"))!;

    private sealed class ActionProgress(Action<ImportProgress> action) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => action(value);
    }
}
