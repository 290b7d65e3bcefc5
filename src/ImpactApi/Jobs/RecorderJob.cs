using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Writes answers to the store in batches. A store that is away is asked again; what waits is written before the service stops, as far as the time for that allows.</summary>
internal sealed class RecorderJob(EstimateRecorder recorder, ImpactStore store, ImpactOptions options, TimeProvider clock, ILogger<RecorderJob> log) : BackgroundService
{
    private static readonly TimeSpan retryFirst = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan retryMax = TimeSpan.FromSeconds(5);

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
            unfinished = await recorder.TakeAsync(stoppingToken);
            await WriteAsync(unfinished, stoppingToken);
            unfinished = [];
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(options.FlushSeconds), clock);
        try
        {
            await WriteAsync(unfinished, end.Token);
            while (recorder.TakeWaiting() is { Count: > 0 } batch)
                await WriteAsync(batch, end.Token);
        }
        catch (OperationCanceledException)
        {
            log.LogError("{Count} answers did not reach the store within {Seconds} s and are lost", recorder.Waiting, options.FlushSeconds);
        }
    }

    private async Task WriteAsync(List<EstimateRecord> batch, CancellationToken cancellation)
    {
        TimeSpan wait = retryFirst;
        while (batch.Count > 0)
        {
            try
            {
                await store.Estimates.AppendAsync(batch, cancellation);
                recorder.Confirm(batch);
                return;
            }
            catch (DbException refused) when (IsFaultOfARecord(refused))
            {
                await WriteEachAsync(batch, refused, cancellation);
                return;
            }
            catch (DbException failure)
            {
                log.LogWarning("the store does not take answers ({Reason}); {Count} wait", failure.Message, recorder.Waiting);
            }

            await Task.Delay(wait, clock, cancellation);
            wait = wait * 2 < retryMax ? wait * 2 : retryMax;
        }
    }

    /// <summary>SQLSTATE classes 22 (data) and 23 (constraint). Anything else, a missing database or a read-only one included, is the store's state and passes.</summary>
    private static bool IsFaultOfARecord(DbException failure) =>
        failure.SqlState is { } state && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal));

    /// <summary>One record that the store refuses must not hold up the others.</summary>
    private async Task WriteEachAsync(List<EstimateRecord> batch, DbException refused, CancellationToken cancellation)
    {
        if (batch.Count == 1)
        {
            log.LogError("answer {Id} is lost, the store refuses it: {Reason}", batch[0].Id, refused.Message);
            recorder.Confirm(batch);
            return;
        }

        foreach (EstimateRecord record in batch)
            await WriteAsync([record], cancellation);
    }
}
