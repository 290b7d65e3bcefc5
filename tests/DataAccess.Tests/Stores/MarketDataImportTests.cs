using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class MarketDataImportTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Dictionary<string, long> noRejects = [];
    private static readonly Timestamp t0 = Timestamp.From(new DateTimeOffset(2024, 1, 2, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Commit_TradesQuotesAndDepth_ComeBackBitForBit()
    {
        Instrument instrument = new("RT", TradingCalendar.RoundTheClock);
        int id = await fixture.Store.Instruments.UpsertAsync(instrument);
        Trade trade = new(0.1 + 0.2, 1e-9, Aggressor.Seller);
        Quote quote = new(99.99, 0, 100.01, 12);
        BookSnapshot book = new([99.99, 99.98], [1, 2], [100.01], [3.5]);
        await using (MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(new ImportSource("roundtrip", "a", "hash-a")))!)
        {
            import.WriteTrade(id, 1, t0, t0.AddSeconds(0.5), trade);
            import.WriteQuote(id, 2, t0.AddSeconds(0.000001), t0, quote);
            import.WriteDepth(id, 3, t0.AddSeconds(1), t0.AddSeconds(1), book);
            import.WriteDepth(id, 4, t0.AddSeconds(1), t0.AddSeconds(1), new BookSnapshot([], [], [], []));
            await import.CommitAsync(noRejects);
        }

        MarketEvent[] events = await ReadDayAsync(instrument);
        Assert.Equal([MarketEventKind.Quote, MarketEventKind.Trade, MarketEventKind.Depth, MarketEventKind.Depth], events.Select(e => e.Kind));
        Assert.Equal(quote, events[0].Quote);
        Assert.Equal(trade, events[1].Trade);
        Assert.Equal(t0, events[1].EventTime);
        Assert.Equal(t0.AddSeconds(0.5), events[1].KnownTime);
        Assert.Equal(book.BidPrices, events[2].Depth!.BidPrices);
        Assert.Equal(book.BidSizes, events[2].Depth!.BidSizes);
        Assert.Equal(book.AskPrices, events[2].Depth!.AskPrices);
        Assert.Equal(book.AskSizes, events[2].Depth!.AskSizes);
        Assert.Empty(events[3].Depth!.AskSizes);
    }

    private Task<MarketEvent[]> ReadDayAsync(Instrument instrument) =>
        fixture.Store.MarketData.ReadSessionAsync(instrument, instrument.Calendar.SessionOn(new DateOnly(2024, 1, 2)), Timestamp.MaxValue);
}
