using System.Data.Common;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Keeps what is in memory current: the active model, then the live markets: first all of them, from then on what others have committed.</summary>
internal sealed class FollowerJob(ModelRegistry models, LiveMarkets markets, LiveFollower follower, FollowerSignal signal, ImpactOptions options, TimeProvider clock, ILogger<FollowerJob> log) : BackgroundService
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
        while (true)
        {
            await TryAsync(FollowAsync, stoppingToken);
            await signal.WaitAsync(TimeSpan.FromSeconds(options.PollSeconds), clock, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await models.FollowAsync(schema => markets.CatchUpAsync(schema, cancellation), cancellation);
        markets.Use(models.Active.Limits);
        await follower.FollowAsync(models.Active.Schema, cancellation);
        if (clock.GetElapsedTime(historyChecked) < TimeSpan.FromSeconds(options.HistorySeconds))
            return;
        await markets.LearnHistoryAsync(models.Active.Schema, cancellation);
        historyChecked = clock.GetTimestamp();
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
