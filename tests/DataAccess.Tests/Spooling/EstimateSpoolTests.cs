using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using ImpactService.Tests.DataAccess.Stores;

namespace ImpactService.Tests.DataAccess.Spooling;

public sealed class EstimateSpoolTests : IDisposable
{
    private const long BytesMax = 1L << 30;

    private readonly string root = Directory.CreateTempSubdirectory("impact-spool-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Append_ThenDrain_GivesEveryRecordBitForBitInOrder()
    {
        EstimateRecord[] records = [.. Enumerable.Range(0, 1_000).Select(EstimateRecords.Numbered)];
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        foreach (EstimateRecord[] batch in records.Chunk(7))
            Assert.True(spool.TryAppend(EstimateRecords.Blocks(batch)));
        Assert.Equal(1_000, spool.Count);
        EstimateRecords.AssertSame(records[500], spool.Find(records[500].Id)!);
        Assert.Null(spool.Find(Guid.NewGuid()));
        List<EstimateRecord> drained = await DrainAsync(spool);
        Assert.Equal(records.Length, drained.Count);
        foreach ((EstimateRecord expected, EstimateRecord found) in records.Zip(drained))
            EstimateRecords.AssertSame(expected, found);
        Assert.Equal((0, 0L), (spool.Count, spool.Bytes));
        Assert.Empty(Directory.GetFiles(root, "*.spool", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Open_AfterAProcessThatDied_FindsWhatItLeft()
    {
        EstimateRecord first = EstimateRecords.Numbered(1), second = EstimateRecords.Numbered(2);
        using (EstimateSpool spool = EstimateSpool.Open(root, BytesMax))
            Assert.True(spool.TryAppend(EstimateRecords.Blocks(first)));
        using EstimateSpool again = EstimateSpool.Open(root, BytesMax);
        Assert.Empty(again.Damages);
        Assert.True(again.TryAppend(EstimateRecords.Blocks(second)));
        EstimateRecords.AssertSame(first, again.Find(first.Id)!);
        Assert.Equal([first.Id, second.Id], (await DrainAsync(again)).Select(r => r.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(150)]
    public async Task Open_TornTail_PassesOverItAndSaysSo(int missingBytes)
    {
        string path = await LeaveAsync(10);
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(file.Length - missingBytes);
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        Assert.Equal(9, spool.Count);
        Assert.Contains("9 records are whole", Assert.Single(spool.Damages), StringComparison.Ordinal);
        Assert.Equal(9, (await DrainAsync(spool)).Count);
    }

    [Fact]
    public async Task Open_FlippedByte_KeepsWhatIsBeforeIt()
    {
        string path = await LeaveAsync(10);
        byte[] bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 0x10;
        await File.WriteAllBytesAsync(path, bytes);
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        Assert.InRange(spool.Count, 4, 5);
        Assert.Single(spool.Damages);
    }

    [Fact]
    public async Task Open_GarbageAndEmptyFiles_AreNoReasonToStop()
    {
        string path = await LeaveAsync(3);
        await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(path)!, "0000000099.spool"), [1, 2, 3]);
        await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(path)!, "0000000098.spool"), []);
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        Assert.Equal(3, spool.Count);
        Assert.Contains("0000000099", Assert.Single(spool.Damages), StringComparison.Ordinal);
    }

    /// <summary>A segment as processes of before the blocks wrote it, of two records of which the second has no optional value.</summary>
    [Fact]
    public async Task Open_SegmentOfAnEarlierVersion_GivesItsRecords()
    {
        const string segment =
            "494D5053504C310A59000000F89E78642E6D9301005C0070800000000000000101401E18240A060001046465736B0F7B2273696465223A2022627579227D077B2261223A317D01046861736802000000"
            + "555555555555D53F0000000000000080010463656C6C027B7D2D0000008383A3D02E6D9301005C0070800000000000000201401E18240A060000027B7D077B2262223A327D000000000000027B7D";
        EstimateRecord full = new(
            Guid.Parse("01936d2e-5c00-7000-8000-000000000001"), new Timestamp(1_700_000_000_000_001), "desk", "{\"side\": \"buy\"}"u8.ToArray(), "{\"a\":1}"u8.ToArray(), "hash", [1.0 / 3, -0.0], "cell", "{}"u8.ToArray());
        EstimateRecord bare = full with { Id = Guid.Parse("01936d2e-5c00-7000-8000-000000000002"), Tenant = null, RequestJson = "{}"u8.ToArray(), AnswerJson = "{\"b\":2}"u8.ToArray(), ModelHash = null, Features = [], CalibrationState = null };
        string slot = Directory.CreateDirectory(Path.Combine(root, "1")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(slot, "0000000001.spool"), Convert.FromHexString(segment));
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        Assert.Empty(spool.Damages);
        EstimateRecords.AssertSame(bare, spool.Find(bare.Id));
        List<EstimateRecord> drained = await DrainAsync(spool);
        Assert.Equal([full.Id, bare.Id], drained.Select(r => r.Id));
        EstimateRecords.AssertSame(full, drained[0]);
    }

    [Fact]
    public void Open_TwoAtOnce_HaveDirectoriesOfTheirOwn()
    {
        using EstimateSpool one = EstimateSpool.Open(root, BytesMax), two = EstimateSpool.Open(root, BytesMax);
        Assert.True(one.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(1))) && two.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(2))));
        Assert.Equal((1, 1), (one.Count, two.Count));
    }

    [Fact]
    public void Open_LeftBySeveral_TakesOverWhatNobodyHolds()
    {
        EstimateSpool one = EstimateSpool.Open(root, BytesMax), two = EstimateSpool.Open(root, BytesMax);
        Assert.True(one.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(1))) && two.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(2))));
        one.Dispose();
        two.Dispose();
        using EstimateSpool next = EstimateSpool.Open(root, BytesMax);
        Assert.Equal(2, next.Count);
    }

    [Fact]
    public async Task Append_Full_RefusesUntilItIsDrained()
    {
        using EstimateSpool spool = EstimateSpool.Open(root, bytesMax: 10_000);
        int taken = 0;
        while (spool.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(taken))))
            taken++;
        Assert.InRange(spool.Bytes, 10_000, 12_000);
        Assert.True(spool.Fault is { IsFull: true } fault && fault.Text.Contains("10000 bytes", StringComparison.Ordinal));
        Assert.Equal(taken, (await DrainAsync(spool)).Count);
        Assert.True(spool.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(0))));
        Assert.Null(spool.Fault);
    }

    [Fact]
    public async Task Drain_StoreRefusesHalfWay_LosesNothing()
    {
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        EstimateRecord[] records = [.. Enumerable.Range(0, 30).Select(EstimateRecords.Numbered)];
        Assert.True(spool.TryAppend([.. records.Select(r => EstimateBlock.Pack([r]))]));
        int calls = 0;
        Assert.Equal(20, await spool.DrainAsync(_ => Task.FromResult(++calls <= 2), batchMax: 10));
        Assert.NotNull(spool.Find(records[0].Id));
        Assert.Equal(30, (await DrainAsync(spool)).Count);
    }

    private static async Task<List<EstimateRecord>> DrainAsync(EstimateSpool spool)
    {
        List<EstimateRecord> drained = [];
        await spool.DrainAsync(
            batch =>
            {
                drained.AddRange(batch.SelectMany(block => Enumerable.Range(0, block.Rows.Length).Select(block.At)));
                return Task.FromResult(true);
            },
            batchMax: 64);
        return drained;
    }

    private Task<string> LeaveAsync(int count)
    {
        using (EstimateSpool spool = EstimateSpool.Open(root, BytesMax))
        {
            for (int i = 0; i < count; i++)
                Assert.True(spool.TryAppend(EstimateRecords.Blocks(EstimateRecords.Numbered(i))));
        }

        return Task.FromResult(Assert.Single(Directory.GetFiles(root, "*.spool", SearchOption.AllDirectories)));
    }
}
