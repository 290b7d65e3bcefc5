using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class StoreMaintenanceTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:30Z");

    [Fact]
    public async Task RefreshMinuteBars_AfterALateImport_EqualsTheTrades()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("MIN");
        await fixture.ImportAsync(id, Trade(0, 10, 1), Trade(10, 12, 2), Trade(20, 9, 3), Trade(40, 11, 4));
        await RefreshAsync();
        MinuteBar first = new(t0.AddSeconds(-30), 10, 12, 9, 9, 6, 3), second = new(t0.AddSeconds(30), 11, 11, 11, 11, 4, 1);
        Assert.Equal([first, second], await ReadAsync(instrument));
        await fixture.ImportAsync(id, Trade(25, 10.5, 1));
        await RefreshAsync();
        Assert.Equal([first with { Close = 10.5, Volume = 7, TradeCount = 4 }, second], await ReadAsync(instrument));
    }

    [Fact]
    public async Task DropBefore_Time_DeletesOlderRowsAndKeepsTheRest()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("OLD");
        Timestamp longAgo = StoreFixture.Time("2001-01-02T10:00:00Z");
        MarketEvent old = MarketEvent.Of(longAgo, longAgo, new Trade(1, 1, Aggressor.Buyer)), recent = Trade(0, 10, 1);
        await fixture.ImportAsync(id, old, recent);
        await fixture.Store.Maintenance.DropBeforeAsync(StoreFixture.Time("2002-01-01T00:00:00Z"));
        Assert.Empty(await fixture.ReadDayAsync(instrument, longAgo));
        Assert.Equal([recent], await fixture.ReadDayAsync(instrument, t0));
    }

    [Fact]
    public async Task CompressBefore_Repeated_ChangesNoAnswer()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("SMALL");
        await fixture.ImportAsync(id, Trade(0, 10, 1));
        int compressed = await fixture.Store.Maintenance.CompressBeforeAsync(Timestamp.MaxValue);
        Assert.Equal(await fixture.Store.Maintenance.HasTimescaleAsync(), compressed > 0);
        Assert.Equal(0, await fixture.Store.Maintenance.CompressBeforeAsync(Timestamp.MaxValue));
        Assert.Single(await fixture.ReadDayAsync(instrument, t0));
    }

    private static MarketEvent Trade(double seconds, double price, double size) =>
        MarketEvent.Of(t0.AddSeconds(seconds), t0.AddSeconds(seconds), new Trade(price, size, Aggressor.Buyer));

    private Task RefreshAsync() => fixture.Store.Maintenance.RefreshMinuteBarsAsync(t0, t0.AddSeconds(60));

    private Task<IReadOnlyList<MinuteBar>> ReadAsync(Instrument instrument) => fixture.Store.Bars.ReadMinutesAsync(instrument, t0.AddSeconds(-60), t0.AddSeconds(600));
}
