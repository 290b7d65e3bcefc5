using ImpactService.DataAccess.Stores;
using Npgsql;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class EstimateStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private EstimateStore Estimates => fixture.Store.Estimates;

    [Fact]
    public async Task Append_Record_ComesBackBitForBit()
    {
        double payloadNan = BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF);
        double[] features = [1.0 / 3, double.NaN, payloadNan, -0.0, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue];
        EstimateRecord record = EstimateRecords.New() with { Features = features, AnswerJson = EstimateRecords.Utf8("{ \"b\":1,  \"a\" : \"±5 bps – 日本\" }") };
        Assert.Equal(1, await Estimates.AppendAsync(EstimateRecords.Blocks(record)));
        EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_WithoutOptionalValues_ComesBackWithNulls()
    {
        EstimateRecord record = EstimateRecords.New() with { Tenant = null, ModelHash = null, CalibrationState = null, Features = [] };
        await Estimates.AppendAsync(EstimateRecords.Blocks(record));
        EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_MoreThanABlock_EachComesBack()
    {
        EstimateRecord[] batch = [.. Enumerable.Range(0, 3 * EstimateBlock.RecordsMax + 1).Select(EstimateRecords.Numbered)];
        Assert.Equal(batch.Length, await Estimates.AppendAsync(EstimateRecords.Blocks(batch)));
        foreach (EstimateRecord record in batch)
            EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_BlocksThatMayHaveArrivedBefore_AddsOnlyWhatIsNew()
    {
        EstimateRecord[] batch = [.. Enumerable.Range(0, 5 * EstimateBlock.RecordsMax).Select(EstimateRecords.Numbered)];
        EstimateBlock[] blocks = EstimateRecords.Blocks(batch);
        Assert.Equal(3 * EstimateBlock.RecordsMax, await Estimates.AppendAsync(blocks[..3]));
        Assert.Equal(2 * EstimateBlock.RecordsMax, await Estimates.AppendAsync(blocks));
        Assert.Equal(0, await Estimates.AppendAsync(blocks));
        foreach (EstimateRecord record in batch)
            EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_TheSameBlockTwiceInABatch_AddsItOnce()
    {
        EstimateRecord record = EstimateRecords.New();
        EstimateBlock block = EstimateBlock.Pack([record]);
        Assert.Equal(1, await Estimates.AppendAsync([block, block]));
        EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_AnEstimateOfAnotherBlock_IsRefusedAndTheFirstStays()
    {
        EstimateRecord record = EstimateRecords.New(), other = EstimateRecords.New();
        await Estimates.AppendAsync(EstimateRecords.Blocks(record));
        EstimateRecord changed = record with { AnswerJson = "{\"other\":1}"u8.ToArray() };
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => Estimates.AppendAsync(EstimateRecords.Blocks(other, changed)));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
        EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
        Assert.Null(await Estimates.FindAsync(other.Id, other.Tenant));
    }

    [Fact]
    public async Task Append_OverlappingBatchesAtOnce_AddsEachBlockOnce()
    {
        EstimateRecord[] records = [.. Enumerable.Range(0, 200).Select(EstimateRecords.Numbered)];
        EstimateBlock[] blocks = [.. records.Chunk(10).Select(chunk => EstimateBlock.Pack(chunk))];
        int[] added = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Estimates.AppendAsync(blocks[(2 * i)..(10 + 2 * i)])));
        Assert.Equal(records.Length, added.Sum());
        foreach (EstimateRecord record in records)
            EstimateRecords.AssertSame(record, await Estimates.FindAsync(record.Id, record.Tenant));
    }

    [Fact]
    public async Task Append_AnswersLongerThanABuffer_AreKept()
    {
        Random letters = new(7);
        EstimateRecord[] batch = [.. Enumerable.Range(0, 4).Select(_ => EstimateRecords.New() with { AnswerJson = [.. Enumerable.Range(0, 900_000).Select(_ => (byte)letters.Next(256))] })];
        Assert.Equal(4, await Estimates.AppendAsync(EstimateRecords.Blocks(batch)));
        EstimateRecords.AssertSame(batch[3], await Estimates.FindAsync(batch[3].Id, batch[3].Tenant));
    }

    [Fact]
    public async Task Find_AnotherTenantsEstimate_IsNull()
    {
        EstimateRecord record = EstimateRecords.New() with { Tenant = "one" };
        await Estimates.AppendAsync(EstimateRecords.Blocks(record));
        Assert.NotNull(await Estimates.FindAsync(record.Id, "one"));
        Assert.Null(await Estimates.FindAsync(record.Id, "two"));
        Assert.Null(await Estimates.FindAsync(record.Id, null));
        Assert.Null(await Estimates.FindAsync(Guid.NewGuid(), "one"));
    }
}
