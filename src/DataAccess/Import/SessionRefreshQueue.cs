using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import;

/// <summary>
/// Session summaries are recomputed from the store once all files of a session are in. Trades and quotes of a day are often two files that follow each other, so a receipt
/// waits until a file of other sessions, or the end, comes after it.
/// </summary>
internal sealed class SessionRefreshQueue(SessionSummaryRefresher refresher)
{
    private readonly List<ImportReceipt> waiting = [];

    public async Task AddAsync(ImportReceipt receipt, CancellationToken cancellationToken)
    {
        if (waiting.Count > 0 && !waiting.Any(w => Overlap(w, receipt)))
            await FlushAsync(cancellationToken);
        waiting.Add(receipt);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        ImportReceipt[] due = [.. waiting.Where(r => r.Spans.Count > 0)];
        if (due.Length > 0)
            await refresher.RefreshAsync(due, sessionsDone: null, cancellationToken);
        waiting.Clear();
    }

    private static bool Overlap(ImportReceipt a, ImportReceipt b) =>
        a.Spans.Any(x => b.Spans.Any(y => x.InstrumentId == y.InstrumentId && x.FirstEventTime <= y.LastEventTime && y.FirstEventTime <= x.LastEventTime));
}
