using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class ClosedSessionTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task RefreshClosed_SessionInProgress_WaitsForItsEnd()
    {
        (Instrument instrument, int id) = await fixture.AddAsync("CLOSES");
        Timestamp yesterday = StoreFixture.Time("2025-05-05T10:00:00Z"), today = StoreFixture.Time("2025-05-06T10:00:00Z");
        await fixture.ImportAsync(id, Trade(yesterday), Trade(yesterday.AddSeconds(60)));
        await fixture.ImportAsync(id, Trade(today), Trade(today.AddSeconds(60)));
        Assert.Equal(1, await fixture.Store.SessionRefresher.RefreshClosedAsync(today.AddSeconds(120)));
        Assert.Equal([new DateOnly(2025, 5, 5)], await DatesAsync(instrument));
        Assert.Equal(1L, await PendingAsync());
        Assert.Equal(0, await fixture.Store.SessionRefresher.RefreshClosedAsync(today.AddSeconds(180)));
        Assert.Equal(1, await fixture.Store.SessionRefresher.RefreshClosedAsync(today.AddSeconds(86_400)));
        Assert.Equal([new DateOnly(2025, 5, 5), new DateOnly(2025, 5, 6)], await DatesAsync(instrument));
        Assert.Equal(0L, await PendingAsync());
        Assert.Equal(0, await fixture.Store.SessionRefresher.RefreshClosedAsync(today.AddSeconds(86_500)));
    }

    private static MarketEvent Trade(Timestamp time) => MarketEvent.Of(time, time, new Trade(100, 5, Aggressor.Buyer));

    private async Task<IEnumerable<DateOnly>> DatesAsync(Instrument instrument) => (await fixture.Store.Sessions.ReadHistoryAsync(instrument)).Sessions.Select(s => s.Date);

    private async Task<object?> PendingAsync() => await fixture.ScalarAsync("SELECT count(*) FROM import_sources WHERE NOT is_summarised");
}
