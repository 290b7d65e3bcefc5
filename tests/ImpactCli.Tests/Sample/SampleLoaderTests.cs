using ImpactService.DataAccess;
using ImpactService.ImpactCli.Sample;
using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.ImpactCli.Sample;

public sealed class SampleLoaderTests : IAsyncLifetime
{
    private static readonly SampleOptions options = new() { Sessions = 3, Symbols = ["YEW"], ActivityScale = 0.3, DepthSnapshots = 20 };

    private ImpactStore store = null!;

    public async Task InitializeAsync() => store = await ImpactStore.OpenAsync(new ImpactStoreOptions { Throwaway = true });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task LoadAsync_BrokenOffAfterTheFirstSession_IsCompletedOnceByTheNext()
    {
        SampleMarket market = SampleMarket.Create(7, options);
        using CancellationTokenSource broken = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewLoader(market).LoadAsync(new BreakOff(broken), broken.Token));
        Assert.NotEqual(await StoredEventsAsync(market), [.. market.Sessions(market.Instruments[0]).Select(s => s.Events.Count)]);

        Assert.True(await NewLoader(market).LoadAsync(null, CancellationToken.None) > 0);

        Assert.Equal([.. market.Sessions(market.Instruments[0]).Select(s => s.Events.Count)], await StoredEventsAsync(market));
        Assert.Equal(0, await NewLoader(SampleMarket.Create(7, options)).LoadAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task LoadAsync_LastSession_LeavesAMarketInProgress()
    {
        SampleMarket market = SampleMarket.Create(7, options);
        await NewLoader(market).LoadAsync(null, CancellationToken.None);

        SampleInstrument yew = market.Instruments[0];
        Timestamp last = (await store.MarketData.LastEventTimeAsync(yew.Instrument))!.Value;
        TradingSession session = yew.Sessions[^1];

        Assert.InRange(last.SecondsSince(session.Open) / session.LengthSeconds, 0.4, 0.5);
    }

    private SampleLoader NewLoader(SampleMarket market) => new(store, market);

    private async Task<List<int>> StoredEventsAsync(SampleMarket market)
    {
        List<int> counts = [];
        foreach (TradingSession session in market.Instruments[0].Sessions)
            counts.Add((await store.MarketData.ReadSessionAsync(market.Instruments[0].Instrument, session, Timestamp.MaxValue)).Length);
        return counts;
    }

    private sealed class BreakOff(CancellationTokenSource source) : IProgress<SampleProgress>
    {
        public void Report(SampleProgress value) => source.Cancel();
    }
}
