using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class EstimateStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00.123456Z");

    [Fact]
    public async Task Append_Record_ComesBackBitForBit()
    {
        double payloadNan = BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF);
        double[] features = [1.0 / 3, double.NaN, payloadNan, -0.0, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue];
        EstimateRecord record = New() with { Features = features, AnswerJson = "{ \"b\":1,  \"a\" : \"±5 bps – 日本\" }", Tenant = "desk" };
        Assert.Equal(1, await fixture.Store.Estimates.AppendAsync([record]));
        EstimateRecord stored = (await fixture.Store.Estimates.FindAsync(record.Id, record.Tenant))!;
        Assert.Equal(features.Select(BitConverter.DoubleToInt64Bits), stored.Features.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(record with { Features = stored.Features }, stored);
    }

    [Fact]
    public async Task Append_WithoutOptionalValues_ComesBackWithNulls()
    {
        EstimateRecord record = New() with { Tenant = null, ModelHash = null, CalibrationState = null, Features = [] };
        await fixture.Store.Estimates.AppendAsync([record]);
        EstimateRecord stored = (await fixture.Store.Estimates.FindAsync(record.Id, record.Tenant))!;
        Assert.Equal((null, null, null), (stored.Tenant, stored.ModelHash, stored.CalibrationState));
        Assert.Empty(stored.Features);
    }

    [Fact]
    public async Task Append_BatchThatMayHaveArrivedBefore_AddsOnlyWhatIsNew()
    {
        EstimateRecord[] batch = [.. Enumerable.Range(0, 5).Select(_ => New())];
        Assert.Equal(3, await fixture.Store.Estimates.AppendAsync(batch[..3]));
        Assert.Equal(2, await fixture.Store.Estimates.AppendAsync(batch));
        Assert.Equal(0, await fixture.Store.Estimates.AppendAsync(batch));
        foreach (EstimateRecord record in batch)
            Assert.NotNull(await fixture.Store.Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_AnswersLongerThanABuffer_AreKept()
    {
        EstimateRecord[] batch = [.. Enumerable.Range(0, 4).Select(i => New() with { AnswerJson = $"\"{new string((char)('a' + i), 900_000)}\"" })];
        Assert.Equal(4, await fixture.Store.Estimates.AppendAsync(batch));
        Assert.Equal(batch[3].AnswerJson, (await fixture.Store.Estimates.FindAsync(batch[3].Id, batch[3].Tenant))!.AnswerJson);
    }

    [Fact]
    public async Task Find_AnotherTenantsEstimate_IsNull()
    {
        EstimateRecord record = New() with { Tenant = "one" };
        await fixture.Store.Estimates.AppendAsync([record]);
        Assert.NotNull(await fixture.Store.Estimates.FindAsync(record.Id, "one"));
        Assert.Null(await fixture.Store.Estimates.FindAsync(record.Id, "two"));
        Assert.Null(await fixture.Store.Estimates.FindAsync(record.Id, null));
        Assert.Null(await fixture.Store.Estimates.FindAsync(Guid.NewGuid(), "one"));
    }

    private static EstimateRecord New() => new(
        Guid.CreateVersion7(), t0, "desk", "{\"side\": \"buy\"}", "{}", "hash", [1, 2], "cell 3", "{\"lastEvent\": \"2024-01-02T09:59:59Z\"}");
}
