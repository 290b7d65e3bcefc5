using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

/// <summary>A reader that follows commit numbers sees every import once, whatever the order in which imports began.</summary>
public sealed class CommitOrderTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00Z");

    [Fact]
    public async Task CommitsSince_EarlierImportCommitsLater_IsSeenAfterTheOther()
    {
        (_, int id) = await fixture.AddAsync("ORDER");
        await using MarketDataImport early = (await fixture.Store.MarketData.BeginImportAsync(fixture.NewSource()))!;
        await using MarketDataImport late = (await fixture.Store.MarketData.BeginImportAsync(fixture.NewSource()))!;
        early.WriteTrade(id, 1, t0, t0, new Trade(1, 1, Aggressor.Buyer));
        late.WriteTrade(id, 1, t0, t0, new Trade(2, 1, Aggressor.Buyer));
        long start = await fixture.Store.Sources.LastCommitNumberAsync();

        await late.CommitAsync(StoreFixture.NoRejects);
        CommittedSpan first = Assert.Single(await fixture.Store.Sources.CommitsSinceAsync(start));
        Assert.Equal(late.SourceId, first.SourceId);
        await early.CommitAsync(StoreFixture.NoRejects);
        CommittedSpan second = Assert.Single(await fixture.Store.Sources.CommitsSinceAsync(first.CommitNumber));
        Assert.Equal((early.SourceId, "ORDER"), (second.SourceId, second.Symbol));
        Assert.True(early.SourceId < late.SourceId && first.CommitNumber < second.CommitNumber);
    }

    [Fact]
    public async Task ReadSource_OneOfSeveralOfTheSameTimes_ReturnsItsRowsOnly()
    {
        (_, int id) = await fixture.AddAsync("TAIL");
        MarketEvent a = MarketEvent.Of(t0, t0, new Trade(1, 1, Aggressor.Buyer)), b = MarketEvent.Of(t0, t0, new Quote(1, 1, 2, 1));
        await fixture.ImportAsync(id, a, a);
        long seen = await fixture.Store.Sources.LastCommitNumberAsync();
        await fixture.ImportAsync(id, b, a);
        CommittedSpan span = Assert.Single(await fixture.Store.Sources.CommitsSinceAsync(seen));
        Assert.Equal([b, a], (await fixture.Store.MarketData.ReadSourceAsync(span)).Select(e => e.Event));
    }

    [Fact]
    public async Task CommitsSince_ManyImportersAtOnce_FollowerMissesNone()
    {
        const int importers = 4, filesEach = 8;
        (_, int id) = await fixture.AddAsync("CROWD");
        long seen = await fixture.Store.Sources.LastCommitNumberAsync();
        List<int> followed = [];
        ImportSource[] files = [.. Enumerable.Range(0, importers * filesEach).Select(_ => fixture.NewSource())];
        Task<int[]>[] imports = [.. files.Chunk(filesEach).Select(chunk => Task.Run(() => ImportAllAsync(id, chunk)))];
        while (followed.Count < files.Length)
        {
            foreach (CommittedSpan span in await fixture.Store.Sources.CommitsSinceAsync(seen))
            {
                followed.Add(span.SourceId);
                seen = span.CommitNumber;
            }
        }

        int[][] imported = await Task.WhenAll(imports);
        Assert.Equal(imported.SelectMany(i => i).Order(), followed.Order());
    }

    private async Task<int[]> ImportAllAsync(int instrumentId, ImportSource[] sources)
    {
        List<int> ids = [];
        foreach (ImportSource source in sources)
        {
            await using MarketDataImport import = (await fixture.Store.MarketData.BeginImportAsync(source))!;
            import.WriteTrade(instrumentId, 1, t0, t0, new Trade(1, 1, Aggressor.Buyer));
            ids.Add((await import.CommitAsync(StoreFixture.NoRejects)).SourceId);
        }

        return [.. ids];
    }
}
