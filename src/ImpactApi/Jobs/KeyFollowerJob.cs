using System.Data.Common;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Keeps the keys in memory current, on a timer of its own: a revoked key must not wait for a market that is being warmed. It is also the first to notice a store that is away.</summary>
internal sealed class KeyFollowerJob(KeyRing keys, Alarms alarms, ImpactOptions options, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.PollSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FollowAsync(stoppingToken);
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        try
        {
            await keys.FollowAsync(cancellation);
            alarms.Clear(AlarmCode.StoreUnreachable);
        }
        catch (DbException failure)
        {
            alarms.Raise(AlarmCode.StoreUnreachable, $"the store does not answer: {failure.Message}; keys, models and market data stay as they are");
        }
    }
}
