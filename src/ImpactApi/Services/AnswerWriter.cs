using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Observing;

namespace ImpactService.ImpactApi.Services;

/// <summary>Writes batches of answers to the store, with little patience: a store that does not answer within half a second is away, and the answers go to disk.</summary>
internal sealed class AnswerWriter(ImpactStore store, StoreState state, Alarms alarms, TimeProvider clock, ILogger<AnswerWriter> log)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(0.5);

    /// <returns>False when the store is away; what became of the batch is then not known, and it is written again later: a block is stored once.</returns>
    public async Task<bool> TryWriteAsync(IReadOnlyList<EstimateBlock> batch, CancellationToken cancellation)
    {
        try
        {
            await store.Estimates.AppendAsync(batch, cancellation).WaitAsync(patience, clock, cancellation);
            SetAway(false, "");
            return true;
        }
        catch (DbException refused) when (IsFaultOfAnAnswer(refused))
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
    private static bool IsFaultOfAnAnswer(DbException failure) =>
        failure.SqlState is { } code && (code.StartsWith("22", StringComparison.Ordinal) || code.StartsWith("23", StringComparison.Ordinal));

    /// <summary>A block that the store refuses must not hold up the others.</summary>
    private async Task<bool> TryWriteEachAsync(IReadOnlyList<EstimateBlock> batch, DbException refused, CancellationToken cancellation)
    {
        if (batch.Count == 1)
        {
            alarms.Raise(AlarmCode.RowsRefused, $"the store refused {batch[0].Rows.Length} answers beginning with {batch[0].Rows[0].Id}, which are lost: {refused.Message}");
            log.LogError("{Count} answers beginning with {Id} are lost, the store refuses them: {Reason}", batch[0].Rows.Length, batch[0].Rows[0].Id, refused.Message);
            return true;
        }

        foreach (EstimateBlock block in batch)
        {
            if (!await TryWriteAsync([block], cancellation))
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
