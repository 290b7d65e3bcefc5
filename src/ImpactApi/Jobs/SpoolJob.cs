using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Spooling;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Brings what waits on disk to the store once that is back, and writes the spool through to the disk every second.</summary>
internal sealed class SpoolJob(EstimateSpool spool, AnswerWriter writer, StoreState state, ImpactStore store, Alarms alarms, StateGauges gauges, ImpactOptions options, TimeProvider clock, ILogger<SpoolJob> log) : BackgroundService
{
    /// <summary>A power cut costs at most so much; a killed process costs nothing of what is in the spool.</summary>
    private static readonly TimeSpan syncInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan retryInterval = TimeSpan.FromSeconds(0.5);

    private long synced;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        gauges.AddSpool("estimates", () => spool.Bytes);
        foreach (string damage in spool.Damages)
            log.LogWarning("spool: {Damage}", damage);
        if (spool.Count > 0)
            log.LogInformation("{Count} answers of an earlier run wait on disk for the store", spool.Count);
        using PeriodicTimer timer = new(retryInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            SyncIfDue();
            if (spool.Count > 0)
                await DrainAsync(stoppingToken);
            else if (state.IsAway)
                await ProbeAsync(stoppingToken);
        }
    }

    private void SyncIfDue()
    {
        if (clock.GetElapsedTime(synced) < syncInterval)
            return;
        synced = clock.GetTimestamp();
        try
        {
            spool.Sync();
        }
        catch (IOException refused)
        {
            log.LogError("the disk of the spool refuses: {Reason}", refused.Message);
        }
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        int written = await spool.DrainAsync(batch => writer.TryWriteAsync(batch, cancellation), Math.Max(1, options.RecorderBatch / EstimateBlock.RecordsMax));
        if (written > 0)
            log.LogInformation("{Count} answers that waited on disk are in the store", written);
    }

    /// <summary>With nothing to write, somebody has to find out that the store is back.</summary>
    private async Task ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await store.Sources.LastCommitNumberAsync(cancellation);
            state.IsAway = false;
            alarms.Clear(AlarmCode.StoreUnreachable);
        }
        catch (DbException)
        {
            // Still away.
        }
    }
}
