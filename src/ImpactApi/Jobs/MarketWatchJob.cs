using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Looks at the live markets once a second, so that an alarm stands before somebody asks.</summary>
internal sealed class MarketWatchJob(MarketWatch watch, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            watch.Look();
    }
}
