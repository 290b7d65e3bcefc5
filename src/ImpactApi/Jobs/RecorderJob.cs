using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>
/// Packs answers, and takes the blocks to the store in batches; while the store is away or behind, to the spool on disk. When neither takes them they wait in the queue, and once that is full,
/// answers say recorded: false. What waits when the service stops is written to one of the two.
/// </summary>
internal sealed class RecorderJob(EstimateRecorder recorder, EstimateSpool spool, AnswerWriter writer, StoreState state, Alarms alarms, ImpactOptions options, TimeProvider clock, ILogger<RecorderJob> log) : BackgroundService
{
    /// <summary>Seen from a queue that fills: soon enough, and no storm.</summary>
    private static readonly TimeSpan retryInterval = TimeSpan.FromSeconds(0.25);

    /// <summary>A commit of a thousand answers costs the disk what one of ten does. Far below the second of answers that may be lost with the process.</summary>
    private static readonly TimeSpan gatherInterval = TimeSpan.FromSeconds(0.1);

    /// <summary>A block of a single answer takes five times the room of its share of a full one: at low rates it is waited for more of them.</summary>
    private static readonly TimeSpan packInterval = TimeSpan.FromSeconds(0.01);

    private const int PackIntervalsMax = 10;

    private readonly Lock gate = new();
    private List<EstimateBlock> unfinished = [];
    private Task? flushed;

    /// <summary>A host may be told to stop twice (a signal, then its owner): both wait for the same last writes.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return flushed ??= FlushAsync(cancellationToken);
    }

    /// <summary>Packing has a thread of its own: milliseconds of work on one of the pool's few would hold up the answers that wait for it.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Task.Factory.StartNew(() => Pack(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default),
        WriteAsync(stoppingToken));

    private void Pack(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            recorder.WaitForAnswersAsync(stopping).GetAwaiter().GetResult();
            for (int i = 0; i < PackIntervalsMax && recorder.Loose < EstimateBlock.RecordsMax; i++)
                stopping.WaitHandle.WaitOne(packInterval);
            recorder.Pack();
        }
    }

    private async Task WriteAsync(CancellationToken stopping)
    {
        while (true)
        {
            await recorder.WaitForBlocksAsync(stopping);
            if (recorder.Waiting < options.RecorderBatch)
                await Task.Delay(gatherInterval, clock, stopping);
            unfinished = recorder.TakeBlocks();
            while (!await TryKeepAsync(unfinished, stopping))
                await Task.Delay(retryInterval, clock, stopping);
            unfinished = [];
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(options.FlushSeconds), clock);
        List<EstimateBlock> batch = unfinished.Count > 0 ? unfinished : TakeAll();
        for (; batch.Count > 0; batch = TakeAll())
        {
            if (!await TryFlushAsync(batch, end.Token))
            {
                log.LogError("{Count} answers reached neither the store nor the disk within {Seconds} s and are lost: {Reason}", recorder.Waiting, options.FlushSeconds, spool.Fault?.Text);
                return;
            }
        }
    }

    private List<EstimateBlock> TakeAll()
    {
        while (recorder.Loose > 0)
            recorder.Pack();
        return recorder.TakeBlocks();
    }

    private async Task<bool> TryFlushAsync(List<EstimateBlock> batch, CancellationToken end)
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

    private async Task<bool> TryKeepAsync(List<EstimateBlock> batch, CancellationToken cancellation)
    {
        bool isBehind = recorder.Waiting > options.RecorderCapacity / 2;
        if (!state.IsAway && !isBehind && await writer.TryWriteAsync(batch, cancellation))
        {
            recorder.Confirm(batch);
            return true;
        }

        return TrySpool(batch) || (isBehind && !state.IsAway && await TryStoreAsync(batch, cancellation));
    }

    private async Task<bool> TryStoreAsync(List<EstimateBlock> batch, CancellationToken cancellation)
    {
        bool isStored = await writer.TryWriteAsync(batch, cancellation);
        if (isStored)
            recorder.Confirm(batch);
        return isStored;
    }

    private bool TrySpool(List<EstimateBlock> batch)
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
