using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Observing;

namespace ImpactService.ImpactApi.Services;

/// <summary>Writes batches of answers to the store, with little patience: a store that does not answer within half a second is away, and the answers go to disk.</summary>
internal sealed class AnswerWriter(ImpactStore store, StoreState state, Alarms alarms, TimeProvider clock, ILogger<AnswerWriter> log)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(0.5);

    /// <returns>False when the store is away; what became of the batch is then not known, and it is written again later: a record is stored once.</returns>
    public async Task<bool> TryWriteAsync(List<EstimateRecord> batch, CancellationToken cancellation)
    {
        try
        {
            await store.Estimates.AppendAsync(batch, cancellation).WaitAsync(patience, clock, cancellation);
            SetAway(false, "");
            return true;
        }
        catch (DbException refused) when (IsFaultOfARecord(refused))
        {
            return await TryWriteEachAsync(batch, refused, cancellation);
        }
        catch (DbException failure)
        {
            SetAway(true, failure.Message);
        }
        catch (TimeoutException)
        {
            SetAway(true, "no answer within half a second");
        }

        return false;
    }

    /// <summary>SQLSTATE classes 22 (data) and 23 (constraint). Anything else, a missing database or a read-only one included, is the store's state and passes.</summary>
    private static bool IsFaultOfARecord(DbException failure) =>
        failure.SqlState is { } code && (code.StartsWith("22", StringComparison.Ordinal) || code.StartsWith("23", StringComparison.Ordinal));

    /// <summary>One record that the store refuses must not hold up the others.</summary>
    private async Task<bool> TryWriteEachAsync(List<EstimateRecord> batch, DbException refused, CancellationToken cancellation)
    {
        if (batch.Count == 1)
        {
            alarms.Raise(AlarmCode.RowsRefused, $"the store refused answer {batch[0].Id}, which is lost: {refused.Message}");
            log.LogError("answer {Id} is lost, the store refuses it: {Reason}", batch[0].Id, refused.Message);
            return true;
        }

        foreach (EstimateRecord record in batch)
        {
            if (!await TryWriteAsync([record], cancellation))
                return false;
        }

        return true;
    }

    private void SetAway(bool isAway, string reason)
    {
        state.IsAway = isAway;
        if (isAway)
            alarms.Raise(AlarmCode.StoreUnreachable, $"the store does not take answers ({reason}); they wait on disk");
        else
            alarms.Clear(AlarmCode.StoreUnreachable);
    }
}
