using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class MarketDataImportTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00Z");

    [Fact]
    public async Task Commit_TradesQuotesAndDepth_ComeBackBitForBit()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("BITS");
        Trade trade = new(0.1 + 0.2, 1e-9, Aggressor.Seller);
        Quote quote = new(99.99, 0, 100.01, 12);
        BookSnapshot book = new([99.99, 99.98], [1, 2], [100.01], [3.5]);
        Timestamp micro = new(t0.UnixMicros + 1);
        await fixture.ImportAsync(
            id,
            MarketEvent.Of(t0, t0.AddSeconds(0.5), trade),
            MarketEvent.Of(micro, t0, quote),
            MarketEvent.Of(t0.AddSeconds(1), t0.AddSeconds(1), book),
            MarketEvent.Of(t0.AddSeconds(1), t0.AddSeconds(1), new BookSnapshot([], [], [], [])));

        MarketEvent[] events = await fixture.ReadDayAsync(instrument, t0);
        Assert.Equal([MarketEventKind.Quote, MarketEventKind.Trade, MarketEventKind.Depth, MarketEventKind.Depth], events.Select(e => e.Kind));
        Assert.Equal((quote, micro, t0), (events[0].Quote, events[0].EventTime, events[0].KnownTime));
        Assert.Equal((trade, t0, t0.AddSeconds(0.5)), (events[1].Trade, events[1].EventTime, events[1].KnownTime));
        Assert.Equal(book.BidPrices, events[2].Depth!.BidPrices);
        Assert.Equal(book.BidSizes, events[2].Depth!.BidSizes);
        Assert.Equal(book.AskPrices, events[2].Depth!.AskPrices);
        Assert.Equal(book.AskSizes, events[2].Depth!.AskSizes);
        Assert.Empty(events[3].Depth!.AskSizes);
    }

    [Fact]
    public async Task Commit_EqualRows_AreAllKept()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("EQUAL");
        MarketEvent same = MarketEvent.Of(t0, t0, new Trade(100, 5, Aggressor.Buyer));
        await fixture.ImportAsync(id, same, same, same);
        Assert.Equal([same, same, same], await fixture.ReadDayAsync(instrument, t0));
    }

    [Fact]
    public async Task Begin_FileThatIsInTheStore_AddsNothing()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("AGAIN");
        ImportSource source = fixture.NewSource();
        await using (MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(source))!)
        {
            import.WriteTrade(id, 1, t0, t0, new Trade(100, 5, Aggressor.Buyer));
            await import.CommitAsync(StoreFixture.NoRejects);
        }

        Assert.True(await fixture.Store.Sources.ContainsAsync(source));
        Assert.Null(await fixture.Store.MarketData.BeginImportAsync(source));
        Assert.Null(await fixture.Store.MarketData.BeginImportAsync(source with { FileName = "renamed.csv" }));
        Assert.Single(await fixture.ReadDayAsync(instrument, t0));
        await using MarketDataImport? otherFeed = await fixture.Store.MarketData.BeginImportAsync(source with { Name = "another feed" });
        Assert.NotNull(otherFeed);
    }

    [Fact]
    public async Task Dispose_WithoutCommit_LeavesNothing()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("GONE");
        ImportSource source = fixture.NewSource();
        await using (MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(source))!)
        {
            for (int row = 1; row <= 30_000; row++)
                import.WriteTrade(id, row, t0, t0, new Trade(100, 5, Aggressor.Buyer));
        }

        Assert.Empty(await fixture.ReadDayAsync(instrument, t0));
        Assert.Null(await fixture.Store.MarketData.LastEventTimeAsync(instrument));
        Assert.False(await fixture.Store.Sources.ContainsAsync(source));
    }

    [Fact]
    public async Task Begin_WhileTheSameFileIsImported_WaitsForItsEnd()
    {
        ImportSource source = fixture.NewSource();
        MarketDataImport first = (await fixture.Store.MarketData.BeginImportAsync(source))!;
        Task<MarketDataImport?> second = fixture.Store.MarketData.BeginImportAsync(source);
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await using MarketDataImport afterRollback = (await second)!;
        Task<MarketDataImport?> third = fixture.Store.MarketData.BeginImportAsync(source);
        await afterRollback.CommitAsync(StoreFixture.NoRejects);
        Assert.Null(await third);
    }

    [Fact]
    public async Task Write_ManyInterleavedRows_KeepTheOrderOfTheFile()
    {
        const int count = 40_000;
        (Instrument instrument, int id) = await fixture.AddAsync("MANY");
        ImportReceipt receipt = await fixture.ImportAsync(id, Enumerable.Range(0, count).Select(Event));
        Assert.Equal(count, receipt.Rows);
        Assert.Equal(new ImportSpan(id, t0, Event(count - 1).EventTime, count / 2, count / 2, 0), Assert.Single(receipt.Spans));
        Assert.Equal(Enumerable.Range(0, count).Select(Event), await fixture.ReadDayAsync(instrument, t0));

        // Runs of ten equal times: only the row number orders them across the two tables.
        static MarketEvent Event(int i)
        {
            Timestamp time = new(t0.UnixMicros + i / 10);
            return i % 2 == 0 ? MarketEvent.Of(time, time, new Trade(i + 1, 1, Aggressor.Unknown)) : MarketEvent.Of(time, time, new Quote(i, 1, i + 1, 1));
        }
    }

    [Fact]
    public async Task WriteDepth_BookLongerThanABuffer_IsKept()
    {
        const int levels = 50_000;
        (Instrument instrument, int id) = await fixture.AddAsync("DEEP");
        double[] prices = [.. Enumerable.Range(1, levels).Select(i => 1000.0 - i * 0.01)];
        BookSnapshot deep = new(prices, prices, prices, prices), flat = new([1], [2], [3], [4]);
        await fixture.ImportAsync(id, MarketEvent.Of(t0, t0, flat), MarketEvent.Of(t0, t0, deep), MarketEvent.Of(t0, t0, flat));
        MarketEvent[] events = await fixture.ReadDayAsync(instrument, t0);
        Assert.Equal([1, levels, 1], events.Select(e => e.Depth!.BidPrices.Length));
        Assert.Equal(prices, events[1].Depth!.AskSizes);
    }

    [Fact]
    public async Task WriteTrade_TimeOutsideTheCalendar_IsRefusedAndTheRowsBeforeStay()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("RANGE");
        await using (MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(fixture.NewSource()))!)
        {
            import.WriteTrade(id, 1, t0, t0, new Trade(100, 5, Aggressor.Buyer));
            Assert.Throws<ArgumentOutOfRangeException>(() => import.WriteTrade(id, 2, Timestamp.MaxValue, t0, new Trade(100, 5, Aggressor.Buyer)));
            await import.CommitAsync(StoreFixture.NoRejects);
        }

        Assert.Single(await fixture.ReadDayAsync(instrument, t0));
    }

    [Fact]
    public async Task Write_ServerEndsTheConnection_ThrowsInsteadOfWaiting()
    {
        (_, int id) = await fixture.AddAsync("CUT");
        MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(fixture.NewSource()))!;
        await fixture.ScalarAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()");
        Assert.ThrowsAny<NpgsqlException>(() =>
        {
            for (int row = 1; row <= 500_000; row++)
                import.WriteTrade(id, row, t0, t0, new Trade(100, 5, Aggressor.Buyer));
        });
        await import.DisposeAsync();
    }

    [Fact]
    public async Task Commit_Rejects_AreListedByReason()
    {
        ImportSource source = fixture.NewSource();
        await using MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(source))!;
        await import.CommitAsync(new Dictionary<string, long> { ["crossedQuote"] = 3, ["badPrice"] = 1 });
        ImportSummary summary = (await fixture.Store.Sources.ListAsync()).Single(s => s.FileHash == source.FileHash);
        Assert.Equal(("complete", 0, 4), (summary.Status, summary.Rows, summary.Rejects));
        Assert.Contains("\"crossedQuote\": 3", summary.RejectsJson, StringComparison.Ordinal);
    }
}
