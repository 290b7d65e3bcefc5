using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>
/// Takes answers from the queue to the store in batches; while the store is away or behind, to the spool on disk. When neither takes them they wait in the queue, and once that is full,
/// answers say recorded: false. What waits when the service stops is written to one of the two.
/// </summary>
internal sealed class RecorderJob(EstimateRecorder recorder, EstimateSpool spool, AnswerWriter writer, StoreState state, Alarms alarms, ImpactOptions options, TimeProvider clock, ILogger<RecorderJob> log) : BackgroundService
{
    /// <summary>Seen from a queue that fills: soon enough, and no storm.</summary>
    private static readonly TimeSpan retryInterval = TimeSpan.FromSeconds(0.25);

    /// <summary>A commit of a thousand answers costs the disk what one of ten does. Far below the second of answers that may be lost with the process.</summary>
    private static readonly TimeSpan gatherInterval = TimeSpan.FromSeconds(0.1);

    private readonly Lock gate = new();
    private List<EstimateRecord> unfinished = [];
    private Task? flushed;

    /// <summary>A host may be told to stop twice (a signal, then its owner): both wait for the same last writes.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return flushed ??= FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await recorder.WaitAsync(stoppingToken);
            if (recorder.Waiting < options.RecorderBatch)
                await Task.Delay(gatherInterval, clock, stoppingToken);
            unfinished = recorder.TakeWaiting();
            while (!await TryKeepAsync(unfinished, stoppingToken))
                await Task.Delay(retryInterval, clock, stoppingToken);
            unfinished = [];
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(options.FlushSeconds), clock);
        List<EstimateRecord> batch = unfinished.Count > 0 ? unfinished : recorder.TakeWaiting();
        for (; batch.Count > 0; batch = recorder.TakeWaiting())
        {
            if (!await TryFlushAsync(batch, end.Token))
            {
                log.LogError("{Count} answers reached neither the store nor the disk within {Seconds} s and are lost: {Reason}", recorder.Waiting, options.FlushSeconds, spool.Fault?.Text);
                return;
            }
        }
    }

    private async Task<bool> TryFlushAsync(List<EstimateRecord> batch, CancellationToken end)
    {
        try
        {
            return await TryKeepAsync(batch, end);
        }
        catch (OperationCanceledException)
        {
            return TrySpool(batch);
        }
    }

    private async Task<bool> TryKeepAsync(List<EstimateRecord> batch, CancellationToken cancellation)
    {
        bool isBehind = recorder.Waiting > options.RecorderCapacity / 2;
        if (!state.IsAway && !isBehind && await writer.TryWriteAsync(batch, cancellation))
        {
            recorder.Confirm(batch);
            return true;
        }

        return TrySpool(batch) || (isBehind && !state.IsAway && await TryStoreAsync(batch, cancellation));
    }

    private async Task<bool> TryStoreAsync(List<EstimateRecord> batch, CancellationToken cancellation)
    {
        bool isStored = await writer.TryWriteAsync(batch, cancellation);
        if (isStored)
            recorder.Confirm(batch);
        return isStored;
    }

    private bool TrySpool(List<EstimateRecord> batch)
    {
        bool isSpooled = spool.TryAppend(batch);
        if (isSpooled)
            recorder.Confirm(batch);
        if (spool.Fault is { } fault)
            alarms.Raise(fault.IsFull ? AlarmCode.SpoolFull : AlarmCode.DiskFull, $"{fault.Text}; answers wait in memory, and beyond {options.RecorderCapacity} say recorded: false");
        if (spool.Fault is not { IsFull: true })
            alarms.Clear(AlarmCode.SpoolFull);
        if (spool.Fault is not { IsFull: false })
            alarms.Clear(AlarmCode.DiskFull);
        return isSpooled;
    }
}
