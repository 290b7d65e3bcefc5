using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// Recomputes the summaries of the sessions that an import touched, from all rows that the store has of them by now, with the same builder that the live engine uses.
/// One process at a time, so that an older reading never overwrites a newer one.
/// </summary>
public sealed class SessionSummaryRefresher
{
    private readonly NpgsqlDataSource dataSource;
    private readonly InstrumentStore instruments;
    private readonly MarketDataStore marketData;
    private readonly SessionSummaryStore summaries;

    internal SessionSummaryRefresher(NpgsqlDataSource dataSource, InstrumentStore instruments, MarketDataStore marketData, SessionSummaryStore summaries) =>
        (this.dataSource, this.instruments, this.marketData, this.summaries) = (dataSource, instruments, marketData, summaries);

    /// <summary>Several files often make one session (trades, quotes), so the receipts of a whole run are given at once and each session is read once.</summary>
    /// <returns>How many sessions were recomputed.</returns>
    public async Task<int> RefreshAsync(IEnumerable<ImportReceipt> receipts, IProgress<int>? sessionsDone = null, CancellationToken cancellationToken = default)
    {
        ImportReceipt[] due = [.. receipts];
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using AdvisoryLock held = await AdvisoryLock.TakeAsync(connection, AdvisoryLock.SessionSummaries, cancellationToken);
        int done = await RefreshAllAsync(due.SelectMany(r => r.Spans), sessionsDone, cancellationToken);
        await MarkAsync(connection, [.. due.Select(r => r.SourceId)], cancellationToken);
        return done;
    }

    /// <summary>What a process left that died between an import's commit and its summaries. Cheap when there is nothing.</summary>
    /// <returns>How many sessions were recomputed.</returns>
    public async Task<int> RefreshPendingAsync(IProgress<int>? sessionsDone = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ImportReceipt> pending = await ReadPendingAsync(cancellationToken);
        return pending.Count == 0 ? 0 : await RefreshAsync(pending, sessionsDone, cancellationToken);
    }

    /// <summary>
    /// The pending sessions that are over at the given time; those in progress stay pending, so that a stream's batches do not each read a whole day again. Cheap when there is nothing.
    /// </summary>
    /// <returns>How many sessions were recomputed.</returns>
    public async Task<int> RefreshClosedAsync(Timestamp now, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await PendingSpans.ReadAsync(connection, cancellationToken) is not { Spans.Count: > 0 } pending)
            return 0;
        await using AdvisoryLock held = await AdvisoryLock.TakeAsync(connection, AdvisoryLock.SessionSummaries, cancellationToken);
        Dictionary<int, Instrument> byId = await instruments.ListByIdAsync(cancellationToken);
        int done = 0;
        foreach (ImportSpan span in pending.Spans)
        {
            foreach (TradingSession session in (await TouchedSessionsAsync(byId[span.InstrumentId], [span], cancellationToken)).Where(s => s.Close <= now))
            {
                await RefreshAsync(span.InstrumentId, byId[span.InstrumentId], session, cancellationToken);
                done++;
            }
        }

        await pending.MarkAsync(connection, id => OpenOf(byId[id], now), cancellationToken);
        return done;
    }

    /// <summary>Rows from here on may belong to a session that is not over.</summary>
    private static Timestamp OpenOf(Instrument instrument, Timestamp now)
    {
        TradingSession today = instrument.Calendar.SessionOn(instrument.Calendar.DateOf(now));
        return now < today.Close ? today.Open : today.Close;
    }

    private async Task<int> RefreshAllAsync(IEnumerable<ImportSpan> spans, IProgress<int>? sessionsDone, CancellationToken cancellationToken)
    {
        Dictionary<int, Instrument> byId = await instruments.ListByIdAsync(cancellationToken);
        int done = 0;
        foreach (IGrouping<int, ImportSpan> touched in spans.GroupBy(s => s.InstrumentId))
        {
            foreach (TradingSession session in await TouchedSessionsAsync(byId[touched.Key], touched, cancellationToken))
            {
                await RefreshAsync(touched.Key, byId[touched.Key], session, cancellationToken);
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

    private async Task<IReadOnlyList<ImportReceipt>> ReadPendingAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT s.id, s.row_count, p.instrument_id, p.first_event_time, p.last_event_time, p.trade_count, p.quote_count, p.depth_count
            FROM import_sources s JOIN import_spans p ON p.source_id = s.id WHERE NOT s.is_summarised ORDER BY s.id
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        List<ImportReceipt> pending = [];
        while (await r.ReadAsync(cancellationToken))
        {
            ImportSpan span = new(r.GetInt32(2), QueryTime.Read(r, 3), QueryTime.Read(r, 4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7));
            pending.Add(new ImportReceipt(r.GetInt32(0), r.GetInt64(1), [span]));
        }

        return pending;
    }

    private static async Task MarkAsync(NpgsqlConnection connection, int[] sourceIds, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new("UPDATE import_sources SET is_summarised = true WHERE id = ANY ($1)", connection);
        command.Parameters.AddWithValue(sourceIds);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
