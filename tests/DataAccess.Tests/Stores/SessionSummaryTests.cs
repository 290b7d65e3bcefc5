using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

/// <summary>Daily bars, summaries of ticks, and the history that is made of both.</summary>
public sealed class SessionSummaryTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly DateOnly day = new(2013, 10, 8);

    [Fact]
    public async Task Refresh_SessionOfTwoFiles_EqualsTheBuilderOnItsEvents()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("TICKS", "09:30-16:00 America/New_York");
        TradingSession session = instrument.Calendar.SessionOn(day);
        ImportReceipt quotes = await fixture.ImportAsync(id, Every(session, 30, t => MarketEvent.Of(t, t, new Quote(99.99, 1, 100.01, 1))));
        ImportReceipt trades = await fixture.ImportAsync(id, Every(session, 60, t => MarketEvent.Of(t, t, new Trade(100, 7, Aggressor.Buyer))));
        // Known an hour after the close: no summary has it.
        await fixture.ImportAsync(id, MarketEvent.Of(session.Open, session.Close.AddSeconds(3600), new Trade(500, 1000, Aggressor.Buyer)));

        Assert.Equal(1, await fixture.Store.SessionRefresher.RefreshAsync([quotes, trades]));
        SessionSummaryBuilder builder = new(session);
        foreach (MarketEvent e in await fixture.Store.MarketData.ReadSessionAsync(instrument, session, session.Close))
            builder.OnEvent(e);
        SessionSummary expected = builder.Build()!;
        SessionSummary actual = Assert.Single((await fixture.Store.Sessions.ReadHistoryAsync(instrument)).Sessions);
        Assert.Equal(expected.VolumeBins, actual.VolumeBins);
        Assert.Equal(expected with { VolumeBins = null }, actual with { VolumeBins = null });
        Assert.Equal(390 * 7, actual.Volume);
        Assert.Equal(100, actual.High);
    }

    [Fact]
    public async Task RefreshPending_ImportWithoutSummaries_IsCaughtUpOnce()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("PENDING");
        await fixture.Store.SessionRefresher.RefreshPendingAsync();
        Timestamp noon = StoreFixture.Time("2013-10-08T12:00:00Z");
        await fixture.ImportAsync(id, MarketEvent.Of(noon, noon, new Trade(10, 3, Aggressor.Buyer)));
        await fixture.ImportAsync(id, MarketEvent.Of(noon, noon, new Trade(11, 4, Aggressor.Buyer)));
        Assert.Equal(1, await fixture.Store.SessionRefresher.RefreshPendingAsync());
        Assert.Equal(0, await fixture.Store.SessionRefresher.RefreshPendingAsync());
        Assert.Equal(7, (await fixture.Store.Sessions.ReadHistoryAsync(instrument)).Find(day)!.Volume);
    }

    [Fact]
    public async Task ReadHistory_BarAndTicksOfOneDay_TakesPricesFromTheBarAndTheProfileFromTheTicks()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("BOTH");
        double[] bins = new double[SessionSummary.VolumeBinCount];
        bins[3] = 5;
        SessionSummary ticks = new(day, 10, 11, 9, 10, 5, bins, 0.02, 1.5, 0.99);
        await fixture.Store.Sessions.SaveAsync(id, day, ticks);
        await ImportBarsAsync(id, new DailyBar(day.AddDays(-1), 1, 2, 0.5, 1.5, 100), new DailyBar(day, 20, 22, 18, 21, 1000));

        SessionHistory history = await fixture.Store.Sessions.ReadHistoryAsync(instrument);
        Assert.Equal([day.AddDays(-1), day], history.Sessions.Select(s => s.Date));
        SessionSummary merged = history.Sessions[1];
        Assert.Equal((20, 22, 18, 21, 1000), (merged.Open, merged.High, merged.Low, merged.Close, merged.Volume));
        Assert.Equal(bins, merged.VolumeBins);
        Assert.Equal((0.02, 1.5), (merged.RealisedVolatility, merged.MeanHalfSpreadBps));
        Assert.Null(history.Sessions[0].VolumeBins);
        Assert.True(double.IsNaN(history.Sessions[0].RealisedVolatility));
    }

    [Fact]
    public async Task Save_Null_RemovesTheSession()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("REMOVED");
        await fixture.Store.Sessions.SaveAsync(id, day, new SessionSummary(day, 1, 1, 1, 1, 1, new double[SessionSummary.VolumeBinCount]));
        Assert.Single((await fixture.Store.Sessions.ReadHistoryAsync(instrument)).Sessions);
        await fixture.Store.Sessions.SaveAsync(id, day, null);
        Assert.Empty((await fixture.Store.Sessions.ReadHistoryAsync(instrument)).Sessions);
    }

    [Fact]
    public async Task ImportDaily_LaterFileAndRepeatedRows_LastOneCounts()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("BARS");
        await ImportBarsAsync(id, new DailyBar(day, 1, 1, 1, 1, 1), new DailyBar(day, 2, 2, 2, 2, 2));
        Assert.Equal([new DailyBar(day, 2, 2, 2, 2, 2)], await fixture.Store.Bars.ReadDailyAsync(instrument));
        await ImportBarsAsync(id, new DailyBar(day, 3, 3, 3, 3, 3), new DailyBar(day.AddDays(1), 4, 4, 4, 4, 4));
        Assert.Equal([3.0, 4], (await fixture.Store.Bars.ReadDailyAsync(instrument)).Select(b => b.Close));
        Assert.Equal([4.0], (await fixture.Store.Bars.ReadDailyAsync(instrument, day.AddDays(1), day.AddDays(9))).Select(b => b.Close));
    }

    [Fact]
    public async Task ImportDaily_SameFileAgain_AddsNothing()
    {
        (_, int id) = await fixture.AddAsync("BARS2");
        ImportSource source = fixture.NewSource();
        SourceRow<DailyBar>[] rows = [new(1, new DailyBar(day, 1, 1, 1, 1, 1))];
        Assert.Equal(1, (await fixture.Store.Bars.ImportDailyAsync(source, id, rows, StoreFixture.NoRejects))!.Rows);
        Assert.Null(await fixture.Store.Bars.ImportDailyAsync(source, id, rows, StoreFixture.NoRejects));
    }

    private async Task ImportBarsAsync(int id, params DailyBar[] bars) =>
        await fixture.Store.Bars.ImportDailyAsync(fixture.NewSource(), id, [.. bars.Select((b, i) => new SourceRow<DailyBar>(i + 1, b))], StoreFixture.NoRejects);

    private static IEnumerable<MarketEvent> Every(TradingSession session, double seconds, Func<Timestamp, MarketEvent> make)
    {
        for (Timestamp t = session.Open; t < session.Close; t = t.AddSeconds(seconds))
            yield return make(t);
    }
}
