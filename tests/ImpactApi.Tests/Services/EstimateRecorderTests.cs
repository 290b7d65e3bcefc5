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
        recorder.Confirm(recorder.TakeWaiting());
        Assert.Equal(0, recorder.Waiting);
        Assert.True(recorder.TryReserve());
    }

    [Fact]
    public void Find_TakenButNotConfirmed_StillFinds()
    {
        EstimateRecorder recorder = new(new ImpactOptions(), spool, new StoreState());
        EstimateRecord record = Record();
        Assert.True(recorder.TryReserve());
        recorder.Add(record);
        List<EstimateRecord> batch = recorder.TakeWaiting();
        Assert.Same(record, Assert.Single(batch));
        Assert.Same(record, recorder.Find(record.Id));
        recorder.Confirm(batch);
        Assert.Null(recorder.Find(record.Id));
    }

    [Fact]
    public void Find_WaitsOnDisk_IsFoundThere()
    {
        EstimateRecorder recorder = new(new ImpactOptions(), spool, new StoreState());
        EstimateRecord record = Record();
        Assert.True(spool.TryAppend([record]));
        Assert.Equal(record.Id, recorder.Find(record.Id)!.Id);
    }

    [Fact]
    public void TakeWaiting_ManyRecords_ComeInBatchesInOrder()
    {
        EstimateRecorder recorder = new(new ImpactOptions { RecorderBatch = 3 }, spool, new StoreState());
        List<EstimateRecord> records = [.. Enumerable.Range(0, 7).Select(_ => Record())];
        foreach (EstimateRecord record in records)
            recorder.Add(record);
        List<EstimateRecord> taken = [.. recorder.TakeWaiting(), .. recorder.TakeWaiting(), .. recorder.TakeWaiting()];
        Assert.Equal(records, taken);
        Assert.Empty(recorder.TakeWaiting());
    }

    private static EstimateRecord Record() => new(Guid.NewGuid(), new Timestamp(0), null, "{}"u8.ToArray(), "{}"u8.ToArray(), null, [], null, "{}"u8.ToArray());
}
