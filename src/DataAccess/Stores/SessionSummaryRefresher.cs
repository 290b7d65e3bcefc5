using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// Recomputes the summaries of the sessions that an import touched, from all rows that the store has of them by now, with the same builder that the live engine uses.
/// </summary>
public sealed class SessionSummaryRefresher
{
    private readonly InstrumentStore instruments;
    private readonly MarketDataStore marketData;
    private readonly SessionSummaryStore summaries;

    internal SessionSummaryRefresher(InstrumentStore instruments, MarketDataStore marketData, SessionSummaryStore summaries) =>
        (this.instruments, this.marketData, this.summaries) = (instruments, marketData, summaries);

    /// <summary>Several files often make one session (trades, quotes), so the receipts of a whole run are given at once and each session is read once.</summary>
    /// <returns>How many sessions were recomputed.</returns>
    public async Task<int> RefreshAsync(IEnumerable<ImportReceipt> receipts, IProgress<int>? sessionsDone = null, CancellationToken cancellationToken = default)
    {
        Dictionary<int, Instrument> byId = await instruments.ListByIdAsync(cancellationToken);
        var touched = receipts.SelectMany(r => r.Spans).GroupBy(s => s.InstrumentId);
        int done = 0;
        foreach (IGrouping<int, ImportSpan> spans in touched)
        {
            foreach (TradingSession session in await TouchedSessionsAsync(byId[spans.Key], spans, cancellationToken))
            {
                await RefreshAsync(spans.Key, byId[spans.Key], session, cancellationToken);
                done++;
                sessionsDone?.Report(done);
            }
        }

        return done;
    }

    private async Task RefreshAsync(int instrumentId, Instrument instrument, TradingSession session, CancellationToken cancellationToken)
    {
        // A summary is what was known when the session closed.
        MarketEvent[] events = await marketData.ReadSessionAsync(instrument, session, session.Close, cancellationToken);
        SessionSummaryBuilder builder = new(session);
        foreach (ref readonly MarketEvent e in events.AsSpan())
            builder.OnEvent(e);
        await summaries.SaveAsync(instrumentId, session.Date, builder.Build(), cancellationToken);
    }

    private async Task<List<TradingSession>> TouchedSessionsAsync(Instrument instrument, IEnumerable<ImportSpan> spans, CancellationToken cancellationToken)
    {
        SortedDictionary<DateOnly, TradingSession> sessions = [];
        foreach (ImportSpan span in spans)
        {
            DateOnly first = instrument.Calendar.DateOf(span.FirstEventTime), last = instrument.Calendar.DateOf(span.LastEventTime);
            foreach (TradingSession session in await marketData.SessionsWithDataAsync(instrument, first, last, cancellationToken))
                sessions[session.Date] = session;
        }

        return [.. sessions.Values];
    }
}
