using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Services;

public sealed class EstimateRecorderTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("impact-spool-").FullName;
    private readonly EstimateSpool spool;

    public EstimateRecorderTests() => spool = EstimateSpool.Open(directory, 1 << 20);

    public void Dispose()
    {
        spool.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void TryReserve_QueueFull_RefusesUntilConfirmed()
    {
        EstimateRecorder recorder = new(new ImpactOptions { RecorderCapacity = 2 }, spool, new StoreState());
        EstimateRecord first = Record(), second = Record();
        Assert.True(recorder.TryReserve());
        recorder.Add(first);
        Assert.True(recorder.TryReserve());
        recorder.Add(second);
        Assert.False(recorder.TryReserve());
        Assert.Equal(2, recorder.Waiting);
        recorder.Pack();
        recorder.Confirm(recorder.TakeBlocks());
        Assert.Equal(0, recorder.Waiting);
        Assert.True(recorder.TryReserve());
    }

    [Fact]
    public void Find_LooseThenPackedThenTaken_FindsUntilConfirmed()
    {
        EstimateRecorder recorder = new(new ImpactOptions(), spool, new StoreState());
        EstimateRecord record = Record();
        Assert.True(recorder.TryReserve());
        recorder.Add(record);
        Assert.Same(record, recorder.Find(record.Id));
        recorder.Pack();
        Assert.Equal(0, recorder.Loose);
        Assert.Equal(record.AnswerJson, recorder.Find(record.Id)!.AnswerJson);
        List<EstimateBlock> batch = recorder.TakeBlocks();
        Assert.Equal(record.Id, Assert.Single(Assert.Single(batch).Rows).Id);
        Assert.Equal(record.AnswerJson, recorder.Find(record.Id)!.AnswerJson);
        recorder.Confirm(batch);
        recorder.Confirm(batch);
        Assert.Null(recorder.Find(record.Id));
        Assert.Equal(0, recorder.Waiting);
    }

    [Fact]
    public void Find_WaitsOnDisk_IsFoundThere()
    {
        EstimateRecorder recorder = new(new ImpactOptions(), spool, new StoreState());
        EstimateRecord record = Record();
        Assert.True(spool.TryAppend([EstimateBlock.Pack([record])]));
        Assert.Equal(record.Id, recorder.Find(record.Id)!.Id);
    }

    [Fact]
    public void TakeBlocks_ManyAnswers_ComeInBatchesInOrder()
    {
        EstimateRecorder recorder = new(new ImpactOptions { RecorderBatch = 40 }, spool, new StoreState());
        List<EstimateRecord> records = [.. Enumerable.Range(0, 100).Select(_ => Record())];
        foreach (EstimateRecord record in records)
            recorder.Add(record);
        recorder.Pack();
        while (recorder.Loose > 0)
            recorder.Pack();
        List<EstimateBlock> first = recorder.TakeBlocks(), second = recorder.TakeBlocks();
        Assert.Equal([32, 32, 32, 4], first.Concat(second).Select(b => b.Rows.Length));
        Assert.Equal(2, first.Count);
        Assert.Equal(records.Select(r => r.Id), first.Concat(second).SelectMany(b => b.Rows).Select(r => r.Id));
        Assert.Empty(recorder.TakeBlocks());
    }

    private static EstimateRecord Record() => new(Guid.NewGuid(), new Timestamp(0), null, "{}"u8.ToArray(), "{}"u8.ToArray(), null, [], null, "{}"u8.ToArray());
}
