using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using ImpactService.Tests.ImpactModels;

namespace ImpactService.Tests.DataAccess.Import;

/// <summary>Real files: counts taken with other tools (awk, Python) on the same files, and shares that a wrong reading would break.</summary>
public sealed class RealDataTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedDataFact("us-equities/tick/ibm")]
    public async Task Lean_IbmTicks_CountsSignsAndRejects()
    {
        FileReport[] reports = await ImportAsync(ImportFormat.Lean, Path.Combine(SharedData.Find("us-equities/tick/ibm")!, "20131007_*.zip"));
        FileReport quotes = reports[0], trades = reports[1];
        Assert.Equal((109_067L, 24_293L), (quotes.Rows, trades.Rows));
        Assert.Equal([new("crossed", 2 * 42)], quotes.Rejects);
        Assert.Equal(0, trades.RejectCount);
        Assert.Equal(quotes.Quotes, quotes.NotStored["merged-with-next"]);
        Assert.Equal(quotes.Rows, quotes.Quotes + quotes.RejectCount + quotes.NotStored.Values.Sum());
        Assert.Equal(new SignShares(Given: 0, Quote: 11_047 + 10_526, Tick: 1_284 + 1_185, Unsigned: 0), trades.Signs);
        Assert.Equal(11_047L + 1_284, await fixture.ScalarAsync("SELECT count(*) FROM trades t JOIN instruments i ON i.id = t.instrument_id WHERE i.symbol = 'IBM' AND aggressor = 1"));
        Instrument ibm = (await fixture.Store.Instruments.FindAsync("IBM"))!;
        SessionSummary summary = Assert.Single((await fixture.Store.Sessions.ReadHistoryAsync(ibm)).Sessions);
        Assert.InRange(summary.Close, 181, 184);
        Assert.InRange(summary.CoveredFraction, 0.99, 1);
    }

    [SharedDataFact("us-equities/daily/ibm.zip")]
    public async Task LeanDaily_Ibm_AllSessions()
    {
        FileReport report = Assert.Single(await ImportAsync(ImportFormat.LeanDaily, SharedData.Find("us-equities/daily/ibm.zip")!));
        Assert.Equal((5_849L, 5_849L, 0L), (report.Rows, report.OtherRows, report.RejectCount));
        Instrument ibm = (await fixture.Store.Instruments.FindAsync("IBM"))!;
        IReadOnlyList<DailyBar> bars = await fixture.Store.Bars.ReadDailyAsync(ibm);
        Assert.Equal(new DailyBar(new DateOnly(1998, 1, 2), 104.5, 105.75, 104.06, 105.75, 2_563_200), bars[0]);
        Assert.Equal(new DailyBar(new DateOnly(2021, 3, 31), 134.54, 134.71, 132.71, 133.26, 4_630_365), bars[^1]);
    }

    [SharedDataFact("crypto-binance")]
    public async Task Binance_SpotAndPerpetual_CountsBookAndInstruments()
    {
        string directory = SharedData.Find("crypto-binance")!;
        FileReport[] reports = await ImportAsync(ImportFormat.Binance, Path.Combine(directory, "spot_btcusdt_20240808.gz"), Path.Combine(directory, "usdm_btcusdt_20240808.gz"));
        Assert.Equal((41_249L, 9_757L, 28_040L, 0L), (reports[0].Rows, reports[0].Trades, reports[0].Quotes, reports[0].RejectCount));
        Assert.Equal((93_954L, 21_313L, 66_089L, 0L), (reports[1].Rows, reports[1].Trades, reports[1].Quotes, reports[1].RejectCount));
        Assert.All(reports, r => Assert.InRange(r.DepthSnapshots, 3_000, 3_500));
        Assert.All(reports, r => Assert.Equal(r.Trades, r.Signs.Given));
        Instrument spot = (await fixture.Store.Instruments.FindAsync("BTCUSDT"))!, perpetual = (await fixture.Store.Instruments.FindAsync("BTCUSDT.P"))!;
        Assert.Equal(("USDT", true, true), (spot.Currency, spot.Calendar.IsRoundTheClock, perpetual.Calendar.IsRoundTheClock));
        double agreeing = ShareOfDepthThatAgreesWithTheBestQuote(await fixture.ReadDayAsync(spot, StoreFixture.Time("2024-08-08T12:00:00Z")));
        Assert.InRange(agreeing, 0.98, 1);
    }

    /// <summary>A book that is rebuilt wrongly drifts away from the exchange's own best quote within seconds.</summary>
    private static double ShareOfDepthThatAgreesWithTheBestQuote(MarketEvent[] events)
    {
        double depths = 0, agreeing = 0;
        List<Quote> recent = [];
        foreach (MarketEvent e in events)
        {
            if (e.Kind == MarketEventKind.Quote)
                recent.Add(e.Quote);
            if (e.Kind != MarketEventKind.Depth || recent.Count == 0)
                continue;
            depths++;
            // The two streams have clocks of their own, so the quote may be one of the last few.
            agreeing += recent.TakeLast(40).Any(q => q.Bid == e.Depth!.BidPrices[0] && q.Ask == e.Depth.AskPrices[0]) ? 1 : 0;
        }

        return agreeing / depths;
    }

    private async Task<FileReport[]> ImportAsync(ImportFormat format, params string[] paths)
    {
        List<FileReport> reports = [];
        FileImporter importer = new(fixture.Store, new ImportOptions { Format = format, RejectsDirectory = folder.Rejects }, TimeProvider.System);
        await foreach (FileReport report in importer.ImportAsync(paths))
            reports.Add(report);
        return [.. reports];
    }
}
