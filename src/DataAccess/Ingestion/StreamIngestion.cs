using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Stores;
using Npgsql;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>
/// Takes bodies of streams into the store: row by row through the rules of the file import, in batches of one transaction each, durable before it is reported. Identity of a row is
/// (stream, sequence): what is at or below the stream's last durable sequence is a duplicate, so a client that has no answer sends again.
/// </summary>
/// <param name="onCommitted">Gets each batch of market data after its commit, on the caller's thread; batches of one stream come in order.</param>
public sealed class StreamIngestion(ImpactStore store, TimeProvider clock, IngestLimits limits, Action<CommittedBatch>? onCommitted = null)
{
    private readonly StreamSlots slots = new();

    /// <summary>Takes a whole body. What was durable stays whatever happens to the rest; the report says how far that is.</summary>
    public async Task<IngestReport> IngestAsync(IngestRequest request, Stream body, CancellationToken cancellationToken = default)
    {
        IngestReport report = new();
        if (slots.TryEnter(request.Stream) is not { } slot)
            return report.Fail(IngestFailure.Busy, $"another request writes the stream '{request.Stream.Name}'");
        bool isSure = false;
        try
        {
            await PrepareAsync(slot, request, cancellationToken);
            report.LastSequence = slot.Position!.LastSequence;
            using LineFeed feed = new(body, clock);
            await new IngestRun(request, slot, feed, limits, clock, report).RunAsync(cancellationToken);
            isSure = report.Failure is not (IngestFailure.Moved or IngestFailure.StoreUnavailable);
        }
        catch (ImportException refused)
        {
            report.Fail(IngestFailure.Refused, refused.Message);
        }
        catch (StoreException refused)
        {
            report.Fail(IngestFailure.Moved, refused.Message);
        }
        catch (NpgsqlException away) when (StoreFault.IsAway(away))
        {
            report.Fail(IngestFailure.StoreUnavailable, "the store does not answer");
        }
        finally
        {
            if (!isSure)
                slot.Forget();
            slot.Leave();
        }

        return report;
    }

    private async Task PrepareAsync(StreamSlot slot, IngestRequest request, CancellationToken cancellationToken)
    {
        // Another process may write the stream too.
        StreamPosition position = await store.Streams.OpenAsync(request.Stream, cancellationToken);
        if (slot.Position?.LastSequence != position.LastSequence)
            slot.Forget();
        slot.Position = position;
        slot.Target ??= request.Stream.Kind == StreamKind.MarketData
            ? new MarketStreamTarget(store, request.Stream, clock, onCommitted)
            : new TableStreamTarget(store, request.Stream);
        await slot.Target.PrepareAsync(request, cancellationToken);
    }
}
