using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class SignalStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00Z");

    [Fact]
    public async Task ReadSince_SignalsOfAnInstrumentAndOfAll_ComeBackInTheOrderOfTheFile()
    {
        await fixture.AddAsync("S");
        long start = await fixture.Store.Sources.LastCommitNumberAsync();
        SignalRow[] rows =
        [
            new("S", t0.AddSeconds(5), t0.AddSeconds(6), new SignalValue("news", "stimmung Größe", -0.25)),
            new(null, t0, t0, new SignalValue("macro", "rate", double.NaN)),
        ];
        await ImportAsync(rows);
        Assert.Equal(rows, (await fixture.Store.Signals.ReadSinceAsync(start)).Select(s => new SignalRow(s.Symbol, s.Event.Event.EventTime, s.Event.Event.KnownTime, s.Event.Event.Signal!)));
        Assert.Empty(await fixture.Store.Signals.ReadSinceAsync(await fixture.Store.Sources.LastCommitNumberAsync()));
        Assert.Equal(["macro/rate", "news/stimmung Größe"], await fixture.Store.Signals.KeysAsync());
    }

    [Fact]
    public async Task Import_UnknownInstrument_IsRefused()
    {
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => ImportAsync(new SignalRow("NOBODY", t0, t0, new SignalValue("a", "b", 1))));
        Assert.Contains("'NOBODY'", failure.Message, StringComparison.Ordinal);
    }

    private Task ImportAsync(params SignalRow[] rows) =>
        fixture.Store.Signals.ImportAsync(fixture.NewSource(), [.. rows.Select((r, i) => new SourceRow<SignalRow>(i + 1, r))], StoreFixture.NoRejects);
}
