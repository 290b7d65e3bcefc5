using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
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
            Assert.True(spool.TryAppend(batch));
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
            Assert.True(spool.TryAppend([first]));
        using EstimateSpool again = EstimateSpool.Open(root, BytesMax);
        Assert.Empty(again.Damages);
        Assert.True(again.TryAppend([second]));
        EstimateRecords.AssertSame(first, again.Find(first.Id)!);
        Assert.Equal([first.Id, second.Id], (await DrainAsync(again)).Select(r => r.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(400)]
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

    [Fact]
    public void Open_TwoAtOnce_HaveDirectoriesOfTheirOwn()
    {
        using EstimateSpool one = EstimateSpool.Open(root, BytesMax), two = EstimateSpool.Open(root, BytesMax);
        Assert.True(one.TryAppend([EstimateRecords.Numbered(1)]) && two.TryAppend([EstimateRecords.Numbered(2)]));
        Assert.Equal((1, 1), (one.Count, two.Count));
    }

    [Fact]
    public void Open_LeftBySeveral_TakesOverWhatNobodyHolds()
    {
        EstimateSpool one = EstimateSpool.Open(root, BytesMax), two = EstimateSpool.Open(root, BytesMax);
        Assert.True(one.TryAppend([EstimateRecords.Numbered(1)]) && two.TryAppend([EstimateRecords.Numbered(2)]));
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
        while (spool.TryAppend([EstimateRecords.Numbered(taken)]))
            taken++;
        Assert.InRange(spool.Bytes, 10_000, 12_000);
        Assert.True(spool.Fault is { IsFull: true } fault && fault.Text.Contains("10000 bytes", StringComparison.Ordinal));
        Assert.Equal(taken, (await DrainAsync(spool)).Count);
        Assert.True(spool.TryAppend([EstimateRecords.Numbered(0)]));
        Assert.Null(spool.Fault);
    }

    [Fact]
    public async Task Drain_StoreRefusesHalfWay_LosesNothing()
    {
        using EstimateSpool spool = EstimateSpool.Open(root, BytesMax);
        EstimateRecord[] records = [.. Enumerable.Range(0, 30).Select(EstimateRecords.Numbered)];
        Assert.True(spool.TryAppend(records));
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
                drained.AddRange(batch);
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
                Assert.True(spool.TryAppend([EstimateRecords.Numbered(i)]));
        }

        return Task.FromResult(Assert.Single(Directory.GetFiles(root, "*.spool", SearchOption.AllDirectories)));
    }
}
