using System.Data;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Trades, quotes and depth: bulk in, ordered out. Every query has a constant lower time bound, so that it stays inside one session's pages (or chunks).</summary>
public sealed class MarketDataStore
{
    /// <summary>The last session is usually within a month of the last row; further back all sessions are listed.</summary>
    private const int LastSessionDays = 31;

    private readonly NpgsqlDataSource dataSource;
    private readonly InstrumentStore instruments;

    internal MarketDataStore(NpgsqlDataSource dataSource, InstrumentStore instruments) => (this.dataSource, this.instruments) = (dataSource, instruments);

    /// <summary>Starts the import of one file; see <see cref="MarketDataImport"/>.</summary>
    /// <returns>Null when this file is in the store already. Waits while another process is importing the same file.</returns>
    public Task<MarketDataImport?> BeginImportAsync(ImportSource source, CancellationToken cancellationToken = default) =>
        MarketDataImport.BeginAsync(dataSource, source, stream: null, cancellationToken);

    /// <summary>Starts the next batch of a stream.</summary>
    /// <returns>Null when another process has moved the stream.</returns>
    internal Task<MarketDataImport?> BeginBatchAsync(ImportSource source, StreamPosition stream, CancellationToken cancellationToken) =>
        MarketDataImport.BeginAsync(dataSource, source, stream, cancellationToken);

    /// <summary>
    /// What was known at <paramref name="knownBy"/> of the session's events: event_time in [open, close) and both times ≤ knownBy, in stream order
    /// (available time, event time, source, row). Signals that concern the instrument come with them, the last value of each before the open included.
    /// </summary>
    public async Task<MarketEvent[]> ReadSessionAsync(Instrument instrument, TradingSession session, Timestamp knownBy, CancellationToken cancellationToken = default)
    {
        if (await instruments.FindIdAsync(instrument.Symbol, cancellationToken) is not { } id)
            return [];
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlBatch batch = SessionQuery.Create(connection, id, session, knownBy);
        return StoredEventMerge.MergeEvents(await ReadStreamsAsync(batch, cancellationToken));
    }

    /// <summary>
    /// The instrument's last session that has data, complete up to one commit: everything with a lower number is in it (or concerns another session), nothing with a higher one.
    /// </summary>
    public async Task<LiveTape> ReadLastSessionAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        int? id = await instruments.FindIdAsync(instrument.Symbol, cancellationToken);
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        long commit = await ImportSourceStore.LastCommitNumberAsync(connection, cancellationToken);
        if (id is not { } known || await LastSessionAsync(connection, known, instrument, cancellationToken) is not { } session)
            return new LiveTape(commit, []);
        await using NpgsqlBatch batch = SessionQuery.Create(connection, known, session, Timestamp.MaxValue);
        return new LiveTape(commit, StoredEventMerge.Merge(await ReadStreamsAsync(batch, cancellationToken)));
    }

    /// <summary>The rows that one committed source holds for one instrument, in stream order.</summary>
    public async Task<StoredEvent[]> ReadSourceAsync(CommittedSpan span, CancellationToken cancellationToken = default)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlBatch batch = SourceQuery.Create(connection, span);
        return StoredEventMerge.Merge(await ReadStreamsAsync(batch, cancellationToken));
    }

    /// <summary>Sessions in [from, to] with at least one trade, quote or depth row inside their hours, oldest first.</summary>
    public async Task<IReadOnlyList<TradingSession>> SessionsWithDataAsync(
        Instrument instrument, DateOnly? from = null, DateOnly? to = null, CancellationToken cancellationToken = default)
    {
        if (await instruments.FindIdAsync(instrument.Symbol, cancellationToken) is not { } id)
            return [];
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await SessionsWithDataAsync(connection, id, instrument.Calendar, from, to, cancellationToken);
    }

    /// <summary>The instrument's latest event, in or outside trading hours; null when it has none.</summary>
    public async Task<Timestamp?> LastEventTimeAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        if (await instruments.FindIdAsync(instrument.Symbol, cancellationToken) is not { } id)
            return null;
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await LastEventTimeAsync(connection, id, cancellationToken);
    }

    /// <summary>The instrument's first event, in or outside trading hours; null when it has none.</summary>
    public async Task<Timestamp?> FirstEventTimeAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        if (await instruments.FindIdAsync(instrument.Symbol, cancellationToken) is not { } id)
            return null;
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await FirstEventTimeAsync(connection, id, Timestamp.MinValue, Timestamp.MaxValue, cancellationToken);
    }

    private static async Task<TradingSession?> LastSessionAsync(NpgsqlConnection connection, int instrumentId, Instrument instrument, CancellationToken cancellationToken)
    {
        if (await LastEventTimeAsync(connection, instrumentId, cancellationToken) is not { } last)
            return null;
        DateOnly date = instrument.Calendar.DateOf(last);
        List<TradingSession> sessions = await SessionsWithDataAsync(connection, instrumentId, instrument.Calendar, date.AddDays(-LastSessionDays), date, cancellationToken);
        if (sessions.Count == 0)
            sessions = await SessionsWithDataAsync(connection, instrumentId, instrument.Calendar, null, null, cancellationToken);
        return sessions.Count > 0 ? sessions[^1] : null;
    }

    private static async Task<List<TradingSession>> SessionsWithDataAsync(
        NpgsqlConnection connection, int instrumentId, TradingCalendar calendar, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        List<TradingSession> sessions = [];
        Timestamp start = from is { } first ? calendar.SessionOn(first).Open : Timestamp.MinValue;
        Timestamp end = to is { } last ? calendar.SessionOn(last).Close : Timestamp.MaxValue;
        while (await FirstEventTimeAsync(connection, instrumentId, start, end, cancellationToken) is { } time)
        {
            TradingSession session = calendar.SessionOn(calendar.DateOf(time));
            if (session.Contains(time))
                sessions.Add(session);
            // Rows before the open say nothing about the session; those after the close, nor.
            start = time < session.Open ? session.Open : calendar.SessionOn(session.Date.AddDays(1)).Open;
        }

        return sessions;
    }

    private static async Task<Timestamp?> LastEventTimeAsync(NpgsqlConnection connection, int instrumentId, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT GREATEST(
                (SELECT max(event_time) FROM trades WHERE instrument_id = $1),
                (SELECT max(event_time) FROM quotes WHERE instrument_id = $1),
                (SELECT max(event_time) FROM depth_snapshots WHERE instrument_id = $1))
            """;
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue(instrumentId);
        return await QueryTime.ReadScalarAsync(command, cancellationToken);
    }

    private static async Task<Timestamp?> FirstEventTimeAsync(NpgsqlConnection connection, int instrumentId, Timestamp from, Timestamp to, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT LEAST(
                (SELECT min(event_time) FROM trades WHERE instrument_id = $1 AND event_time >= $2 AND event_time < $3),
                (SELECT min(event_time) FROM quotes WHERE instrument_id = $1 AND event_time >= $2 AND event_time < $3),
                (SELECT min(event_time) FROM depth_snapshots WHERE instrument_id = $1 AND event_time >= $2 AND event_time < $3))
            """;
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue(instrumentId);
        command.Parameters.Add(QueryTime.Parameter(from));
        command.Parameters.Add(QueryTime.Parameter(to));
        return await QueryTime.ReadScalarAsync(command, cancellationToken);
    }

    private static async Task<List<List<StoredEvent>>> ReadStreamsAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken);
        List<List<StoredEvent>> streams = [];
        MarketEventKind kind = MarketEventKind.Trade;
        do
        {
            streams.Add(await MarketEventReader.ReadAllAsync(reader, kind++, cancellationToken));
        }
        while (await reader.NextResultAsync(cancellationToken));
        return streams;
    }
}
