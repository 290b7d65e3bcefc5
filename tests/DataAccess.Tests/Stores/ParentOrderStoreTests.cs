using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class ParentOrderStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00.000001Z");

    [Fact]
    public async Task ImportOrders_WithAndWithoutOptionalValues_ComeBackEqual()
    {
        await fixture.AddAsync("ORD");
        ParentOrder full = new("full", "ORD", Side.Sell, t0, t0.AddSeconds(60), 500, 99.5, 99.6, 0.25, "passive");
        ParentOrder bare = new("bare", "ORD", Side.Buy, t0.AddSeconds(1), t0.AddSeconds(1), 1e-8, 0.1 + 0.2);
        await ImportAsync(full, bare);
        Assert.Equal([full, bare], await fixture.Store.ParentOrders.ReadAsync("ORD", t0, t0.AddSeconds(2)));
        Assert.Equal([full], await fixture.Store.ParentOrders.ReadAsync("ORD", Timestamp.MinValue, t0.AddSeconds(1)));
        Assert.Equal([full, bare], await fixture.Store.ParentOrders.ReadAsync(null, t0, Timestamp.MaxValue));
    }

    [Fact]
    public async Task ImportOrders_IdOfAnEarlierFile_CorrectsTheOrder()
    {
        await fixture.AddAsync("FIX");
        ParentOrder wrong = new("fix-1", "FIX", Side.Buy, t0, t0, 500, 99.5);
        await ImportAsync(wrong, wrong with { Quantity = 501 });
        Assert.Equal(501, Assert.Single(await ReadAllAsync("FIX")).Quantity);
        await ImportAsync(wrong with { Quantity = 600 });
        Assert.Equal(600, Assert.Single(await ReadAllAsync("FIX")).Quantity);
    }

    [Fact]
    public async Task ImportOrders_UnknownInstrument_LeavesNothing()
    {
        await fixture.AddAsync("KNOWN");
        ParentOrder known = new("k", "KNOWN", Side.Buy, t0, t0, 1, 1);
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => ImportAsync(known, known with { OrderId = "u", Symbol = "UNKNOWN" }));
        Assert.Contains("1 orders of instruments that the store does not know", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await ReadAllAsync("KNOWN"));
    }

    [Fact]
    public async Task ImportFills_OfKnownOrders_ComeBackInTimeAndFileOrder()
    {
        await fixture.AddAsync("FILL");
        await ImportAsync(new ParentOrder("f", "FILL", Side.Buy, t0, t0.AddSeconds(9), 3, 100));
        Fill[] fills =
        [
            new("f", t0.AddSeconds(2), 100.2, 1, FillLiquidity.Auction),
            new("f", t0.AddSeconds(1), 100.1, 1, FillLiquidity.Taker),
            new("f", t0.AddSeconds(1), 100.1, 1, FillLiquidity.Maker),
        ];
        ImportSource source = fixture.NewSource();
        await fixture.Store.ParentOrders.ImportFillsAsync(source, Rows(fills), StoreFixture.NoRejects);
        Assert.Null(await fixture.Store.ParentOrders.ImportFillsAsync(source, Rows(fills), StoreFixture.NoRejects));
        Assert.Equal([fills[1], fills[2], fills[0]], await fixture.Store.ParentOrders.ReadFillsAsync("f"));
    }

    [Fact]
    public async Task ImportFills_OfUnknownOrders_LeavesNothingAndKnownIdsTellWhich()
    {
        await fixture.AddAsync("NOFILL");
        await ImportAsync(new ParentOrder("n", "NOFILL", Side.Buy, t0, t0, 3, 100));
        Fill known = new("n", t0, 1, 1, FillLiquidity.Taker);
        await Assert.ThrowsAsync<StoreException>(() =>
            fixture.Store.ParentOrders.ImportFillsAsync(fixture.NewSource(), Rows(known, known with { OrderId = "nobody's" }), StoreFixture.NoRejects));
        Assert.Empty(await fixture.Store.ParentOrders.ReadFillsAsync("n"));
        Assert.Equal(["n"], await fixture.Store.ParentOrders.KnownOrderIdsAsync(["nobody's", "n", "n"]));
    }

    [Fact]
    public async Task ReadExecuted_OrdersWithAndWithoutFills_ByArrivalEachWithItsOwn()
    {
        await fixture.AddAsync("EXE");
        ParentOrder first = new("e-2", "EXE", Side.Buy, t0, t0.AddSeconds(9), 30, 99.5), bare = new("e-1", "EXE", Side.Sell, t0, t0.AddSeconds(9), 5, 99.5), later = new("e-0", "EXE", Side.Buy, t0.AddSeconds(1), t0.AddSeconds(9), 1, 99.5);
        await ImportAsync(later, first, bare);
        Fill[] fills = [new("e-2", t0.AddSeconds(3), 99, 10, FillLiquidity.Maker), new("e-0", t0.AddSeconds(2), 98, 1, FillLiquidity.Auction), new("e-2", t0.AddSeconds(2), 100, 20, FillLiquidity.Taker)];
        await fixture.Store.ParentOrders.ImportFillsAsync(fixture.NewSource(), Rows(fills), StoreFixture.NoRejects);
        IReadOnlyList<ExecutedOrder> executed = await fixture.Store.ParentOrders.ReadExecutedAsync("EXE", t0, t0.AddSeconds(2));
        Assert.Equal([bare, first, later], executed.Select(e => e.Order));
        Assert.Equal([[], [fills[2], fills[0]], [fills[1]]], executed.Select(e => e.Fills));
        Assert.Equal([bare, first], (await fixture.Store.ParentOrders.ReadExecutedAsync("EXE", t0, t0.AddSeconds(1))).Select(e => e.Order));
    }

    private Task ImportAsync(params ParentOrder[] orders) => fixture.Store.ParentOrders.ImportOrdersAsync(fixture.NewSource(), Rows(orders), StoreFixture.NoRejects);

    private Task<IReadOnlyList<ParentOrder>> ReadAllAsync(string symbol) => fixture.Store.ParentOrders.ReadAsync(symbol, Timestamp.MinValue, Timestamp.MaxValue);

    private static SourceRow<T>[] Rows<T>(params T[] values) => [.. values.Select((v, i) => new SourceRow<T>(i + 1, v))];
}
