using System.Data.Common;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Keeps what is in memory current: the active model, then the live markets, first all of them and from then on those that changed.</summary>
internal sealed class FollowerJob(ModelRegistry models, LiveMarkets markets, ImpactOptions options, TimeProvider clock, ILogger<FollowerJob> log) : BackgroundService
{
    private long historyChecked;

    /// <summary>The model is there before the first request.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellation => models.FollowAsync(static _ => Task.CompletedTask, cancellation), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        historyChecked = clock.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.PollSeconds), clock);
        do
        {
            await TryAsync(FollowAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await models.FollowAsync(schema => WarmAsync(schema, cancellation), cancellation);
        await markets.FollowAsync(models.Active.Schema, cancellation);
        await WarmAsync(models.Active.Schema, cancellation);
        if (clock.GetElapsedTime(historyChecked) < TimeSpan.FromSeconds(options.HistorySeconds))
            return;
        await markets.FollowHistoryAsync(models.Active.Schema, cancellation);
        historyChecked = clock.GetTimestamp();
    }

    private async Task WarmAsync(FeatureSchema schema, CancellationToken cancellation)
    {
        foreach (Instrument instrument in markets.Instruments)
        {
            cancellation.ThrowIfCancellationRequested();
            await markets.GetAsync(instrument, schema);
        }
    }

    /// <summary>A store that is away is an expected failure: the service goes on with what it has.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> follow, CancellationToken cancellation)
    {
        try
        {
            await follow(cancellation);
        }
        catch (DbException failure)
        {
            log.LogWarning("the store cannot be followed: {Reason}", failure.Message);
        }
    }
}
