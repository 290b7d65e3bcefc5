using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>One body on its way: lines → rows → batches. A batch ends when it is full, when the client falls silent, or with the body.</summary>
internal sealed class IngestRun(IngestRequest request, StreamSlot slot, LineFeed feed, IngestLimits limits, TimeProvider clock, IngestReport report)
{
    private readonly IReadOnlyList<RowSchema> schemas = RowSchema.Of(request.Stream.Kind);
    private readonly SequenceRule sequences = new(slot.Position!.LastSequence, request.After);
    private readonly long started = clock.GetTimestamp();
    private IRowText text = null!;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (sequences.GapBefore() is { } gap)
        {
            report.Fail(IngestFailure.SequenceGap, gap);
            return;
        }

        if (!await WaitForLineAsync(cancellationToken) && request.Format == StreamFormat.Ndjson)
            return;
        text = request.Format == StreamFormat.Ndjson ? new JsonRowText(schemas) : ReadHeader();
        while (report.Failure is null && await WaitForLineAsync(cancellationToken))
            await RunBatchAsync(cancellationToken);
    }

    private CsvRowText ReadHeader() => feed.TryTake(out ReadOnlySpan<byte> line)
        ? CsvRowText.Read(line, schemas)
        : throw new ImportException(ImportFailure.Empty, $"the body has no header; expected sequence,{string.Join(" or sequence,", schemas.Select(s => s.Columns))}");

    /// <summary>No transaction is open while nothing comes. False at the end of the body.</summary>
    private async Task<bool> WaitForLineAsync(CancellationToken cancellationToken)
    {
        while (!feed.HasLine)
        {
            if (await FillAsync(cancellationToken) == FeedState.End || report.Failure is not null)
                return feed.HasLine && report.Failure is null;
        }

        return true;
    }

    private async Task RunBatchAsync(CancellationToken cancellationToken)
    {
        await using IStreamBatch? batch = await slot.Target!.BeginAsync(slot.Position!, cancellationToken);
        if (batch is null)
        {
            report.Fail(IngestFailure.Moved, $"another process writes the stream '{request.Stream.Name}'");
            return;
        }

        long lateBefore = slot.Target.LateRows;
        BatchRows rows = new(batch, schemas, text, sequences);
        await TakeRowsAsync(rows, cancellationToken);
        if (sequences.Last > slot.Position!.LastSequence)
            await CommitAsync(batch, rows, cancellationToken);
        report.Add(rows, slot.Target.LateRows - lateBefore);
        if (rows.Gap is { } gap)
            report.Fail(IngestFailure.SequenceGap, gap);
    }

    private async Task TakeRowsAsync(BatchRows rows, CancellationToken cancellationToken)
    {
        FeedState state = FeedState.More;
        while (state == FeedState.More && report.Failure is null && rows.Take(feed, limits.BatchRows))
            state = await FillAsync(cancellationToken);
        if (state == FeedState.End)
            rows.Take(feed, limits.BatchRows);
    }

    private async Task CommitAsync(IStreamBatch batch, BatchRows rows, CancellationToken cancellationToken)
    {
        ImportReceipt receipt = await batch.CommitAsync(sequences.Last, rows.Ledger.ByReason(rejects: true), cancellationToken);
        slot.Position = slot.Position! with { LastSequence = sequences.Last };
        report.LastSequence = sequences.Last;
        report.Accepted += receipt.Rows;
        report.Batches++;
    }

    /// <summary>Waits for more of the body, within its limits.</summary>
    private async ValueTask<FeedState> FillAsync(CancellationToken cancellationToken)
    {
        FeedState state = await feed.FillAsync(limits.IdleMax, cancellationToken);
        if (feed.BytesRead > limits.BodyBytesMax)
            report.Fail(IngestFailure.TooLarge, FormattableString.Invariant($"the body has more than {limits.BodyBytesMax} bytes"));
        else if (state != FeedState.End && clock.GetElapsedTime(started) > limits.BodyTimeMax)
            report.Fail(IngestFailure.TooSlow, FormattableString.Invariant($"the body did not end within {limits.BodyTimeMax.TotalSeconds} s"));
        return state;
    }
}
