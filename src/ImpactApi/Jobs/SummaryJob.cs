using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Brings the summaries of sessions up to date that ingestion has brought rows of, once they are over (what is in progress is summarised by the live engine), and forgets old idempotency keys.</summary>
internal sealed class SummaryJob(ImpactStore store, ImpactOptions options, TimeProvider clock, ILogger<SummaryJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.SummarySeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RefreshAsync(stoppingToken);
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            int sessions = await store.SessionRefresher.RefreshClosedAsync(Timestamp.From(clock.GetUtcNow()), cancellation);
            await store.IdempotencyKeys.DropBeforeAsync(Timestamp.From(clock.GetUtcNow() - IdempotencyMiddleware.KeptFor), cancellation);
            if (sessions > 0)
                log.LogInformation("summaries of {Count} sessions are up to date", sessions);
        }
        catch (DbException away)
        {
            log.LogWarning("session summaries wait for the store: {Reason}", away.Message);
        }
    }
}
