using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Services.Desk;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Prices queued baskets, one at a time: estimates that clients wait for keep the other processors. A basket that fails says so; the next one runs.</summary>
internal sealed class BasketJob(BasketJobs jobs, BasketService baskets, ILogger<BasketJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (BasketJobState job in jobs.TakeAsync(stoppingToken))
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(job.Cancellation, stoppingToken);
            await RunAsync(job, either.Token);
        }
    }

    private async Task RunAsync(BasketJobState job, CancellationToken cancellation)
    {
        job.Run();
        Task<BasketAnswer> work = Task.Run(() => baskets.PriceAsync(job.Request, job.Report, cancellation), cancellation);
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompletedSuccessfully)
            job.Finish(await work);
        else if (work.Exception is { } failure)
            Fail(job, failure.GetBaseException());
        else
            job.Cancel();
    }

    private void Fail(BasketJobState job, Exception failure)
    {
        log.LogError(failure, "basket {Job} failed", job.Id);
        job.Fail();
    }
}
