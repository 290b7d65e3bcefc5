using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Services;

public class EstimateRecorderTests
{
    [Fact]
    public void TryReserve_QueueFull_RefusesUntilConfirmed()
    {
        EstimateRecorder recorder = new(new ImpactOptions { RecorderCapacity = 2 });
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
    public async Task Find_TakenButNotConfirmed_StillFinds()
    {
        EstimateRecorder recorder = new(new ImpactOptions());
        EstimateRecord record = Record();
        Assert.True(recorder.TryReserve());
        recorder.Add(record);
        List<EstimateRecord> batch = await recorder.TakeAsync(CancellationToken.None);
        Assert.Same(record, Assert.Single(batch));
        Assert.Same(record, recorder.Find(record.Id));
        recorder.Confirm(batch);
        Assert.Null(recorder.Find(record.Id));
    }

    [Fact]
    public void TakeWaiting_ManyRecords_ComeInBatchesInOrder()
    {
        EstimateRecorder recorder = new(new ImpactOptions { RecorderBatch = 3 });
        List<EstimateRecord> records = [.. Enumerable.Range(0, 7).Select(_ => Record())];
        foreach (EstimateRecord record in records)
            recorder.Add(record);
        List<EstimateRecord> taken = [.. recorder.TakeWaiting(), .. recorder.TakeWaiting(), .. recorder.TakeWaiting()];
        Assert.Equal(records, taken);
        Assert.Empty(recorder.TakeWaiting());
    }

    private static EstimateRecord Record() => new(Guid.NewGuid(), new Timestamp(0), null, "{}", "{}", null, [], null, "{}");
}
