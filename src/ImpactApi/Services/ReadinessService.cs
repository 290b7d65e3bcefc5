using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Spooling;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>Whether the service can answer, and from what.</summary>
internal sealed class ReadinessService(ImpactStore store, LiveMarkets markets, ModelRegistry models, EstimateRecorder recorder, EstimateSpool spool, Alarms alarms, TimeProvider clock)
{
    /// <summary>A probe that waits longer than this has its answer.</summary>
    private static readonly TimeSpan storeAnswerMax = TimeSpan.FromSeconds(2);

    /// <summary>Stays: an instrument that a feed adds later is read while the others go on.</summary>
    private volatile bool hasStarted;

    public async Task<ReadyAnswer> CheckAsync(CancellationToken cancellation)
    {
        ActiveModel model = models.Active;
        bool reachable = await IsStoreReachableAsync(cancellation);
        int warm = markets.CountOf(model.Schema), all = markets.Instruments.Count;
        hasStarted |= markets.HasFollowed && warm >= all;
        return new ReadyAnswer
        {
            Status = !reachable ? "storeUnreachable" : hasStarted ? "ready" : "starting",
            StoreReachable = reachable,
            MigrationsApplied = true,
            InstrumentsWarm = warm,
            Instruments = all,
            ActiveModelId = model.Id,
            Rung = WireName.Of(model.Artifact is null ? Rung.Parametric : Rung.Learned),
            ModelFault = models.Fault,
            RecordsWaiting = recorder.Waiting + spool.Count,
            RecordsOnDisk = spool.Count,
            Alarms = [.. alarms.Standing.Select(a => ToAnswer(a))],
            RecentAlarms = [.. alarms.Ended.Select(e => ToAnswer(e.Alarm, e.Until))],
        };
    }

    private static AlarmAnswer ToAnswer(Alarm alarm, DateTimeOffset? until = null) => new()
    {
        Code = WireName.Of(alarm.Code),
        Subject = alarm.Subject,
        Text = alarm.Text,
        Since = Timestamp.From(alarm.Since),
        Until = until is { } end ? Timestamp.From(end) : null,
    };

    private async Task<bool> IsStoreReachableAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(storeAnswerMax, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await store.Sources.LastCommitNumberAsync(either.Token);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return false;
        }
    }
}
