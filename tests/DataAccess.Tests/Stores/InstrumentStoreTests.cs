using ImpactService.DataAccess;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class InstrumentStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Upsert_AllFields_ComeBackEqual()
    {
        Instrument instrument = new("BRK.B", TradingCalendar.Parse("09:30-16:00 America/New_York"), "USD", 0.01, 100, 1.3e9);
        int id = await fixture.Store.Instruments.UpsertAsync(instrument);
        Assert.Equal(instrument, await fixture.Store.Instruments.FindAsync("BRK.B"));
        Assert.Equal(id, await fixture.Store.Instruments.FindIdAsync("BRK.B"));
        Assert.Contains(instrument, await fixture.Store.Instruments.ListAsync());
    }

    [Fact]
    public async Task Upsert_WithoutValuesThatTheStoreHas_KeepsThem()
    {
        int id = await fixture.Store.Instruments.UpsertAsync(new Instrument("KEEP", TradingCalendar.RoundTheClock, "EUR", 0.5, 2, 3));
        Assert.Equal(id, await fixture.Store.Instruments.UpsertAsync(new Instrument("KEEP", TradingCalendar.RoundTheClock, "GBP", TickSize: 0.25)));
        Assert.Equal(new Instrument("KEEP", TradingCalendar.RoundTheClock, "GBP", 0.25, 2, 3), await fixture.Store.Instruments.FindAsync("KEEP"));
    }

    [Fact]
    public async Task Find_UnknownOrDifferentlyCasedSymbol_IsNull()
    {
        await fixture.AddAsync("CASE");
        Assert.Null(await fixture.Store.Instruments.FindAsync("case"));
        Assert.Null(await fixture.Store.Instruments.FindIdAsync("case"));
    }

    [Theory]
    [InlineData("Host=/no/such/directory;Username=x;Database=y")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=y;Timeout=2")]
    [InlineData("Nonsense=1")]
    public async Task Open_ServerThatIsNotThere_SaysSo(string connectionString)
    {
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connectionString }));
        Assert.Matches("cannot open the store|connection string is not valid", failure.Message);
    }
}
