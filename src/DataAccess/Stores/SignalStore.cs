using ImpactService.DataAccess.Copying;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>One value of an external series: of an instrument, or of all of them (null).</summary>
public sealed record SignalRow(string? Symbol, Timestamp EventTime, Timestamp KnownTime, SignalValue Signal);

/// <summary>A signal of an instrument, or of all of them (null), with its place in the order of commits.</summary>
public sealed record CommittedSignal(long CommitNumber, string? Symbol, StoredEvent Event);

/// <summary>External signals: news sentiment, implied volatility, macro calendar, on-chain measures. Read with a session by <see cref="MarketDataStore.ReadSessionAsync"/>.</summary>
public sealed class SignalStore
{
    private const int FixedRowBytesMax = 128;

    /// <summary>UTF-8 takes at most three bytes per UTF-16 unit.</summary>
    private const int BytesPerCharMax = 3;

    private readonly NpgsqlDataSource dataSource;
    private readonly InstrumentStore instruments;

    internal SignalStore(NpgsqlDataSource dataSource, InstrumentStore instruments) => (this.dataSource, this.instruments) = (dataSource, instruments);

    /// <returns>Null when this file is in the store already.</returns>
    /// <exception cref="StoreException">A symbol is unknown: nothing of the file stays.</exception>
    public async Task<ImportReceipt?> ImportAsync(
        ImportSource source, IReadOnlyList<SourceRow<SignalRow>> rows, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken = default)
    {
        Dictionary<string, int> ids = await FindIdsAsync(rows, cancellationToken);
        return await SmallImport.RunAsync(dataSource, source, rejectsByReason, (connection, sourceId) => WriteAsync(connection, sourceId, rows, ids), cancellationToken);
    }

    /// <summary>Part of a transaction.</summary>
    internal static async Task<long> WriteAsync(NpgsqlConnection connection, int sourceId, IReadOnlyList<SourceRow<SignalRow>> rows, IReadOnlyDictionary<string, int> ids)
    {
        await using CopyPipeline pipeline = new(connection);
        CopyBuffer buffer = pipeline.Rent(CopyTable.Signals);
        foreach (SourceRow<SignalRow> row in rows)
        {
            SignalValue signal = row.Value.Signal;
            if (!buffer.HasRoomFor(FixedRowBytesMax + BytesPerCharMax * (signal.Source.Length + signal.Name.Length)))
                buffer = pipeline.Exchange(buffer);
            Append(buffer, row, sourceId, row.Value.Symbol is { } symbol ? ids[symbol] : null);
        }

        if (!buffer.IsEmpty)
            pipeline.Enqueue(buffer);
        await pipeline.FlushAsync();
        return rows.Count;
    }

    /// <summary>The series that the store has, as "source/name", sorted: the signal keys of a feature schema.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT DISTINCT source, name FROM external_signals");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> keys = [];
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(new SignalValue(reader.GetString(0), reader.GetString(1), 0).Key);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    /// <summary>Signals committed after the given number (see <see cref="ImportSourceStore.LastCommitNumberAsync"/>), in the order of commits and rows.</summary>
    public async Task<IReadOnlyList<CommittedSignal>> ReadSinceAsync(long commitNumber, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT i.symbol, g.event_time, g.known_time, g.source, g.name, g.value, s.commit_no, g.source_id, g.row_no
            FROM import_sources s JOIN external_signals g ON g.source_id = s.id LEFT JOIN instruments i ON i.id = g.instrument_id
            WHERE s.commit_no > $1 ORDER BY s.commit_no, g.row_no
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(commitNumber);
        await using NpgsqlDataReader r = await command.ExecuteReaderAsync(cancellationToken);
        List<CommittedSignal> signals = [];
        while (await r.ReadAsync(cancellationToken))
            signals.Add(ReadCommitted(r));
        return signals;
    }

    private static CommittedSignal ReadCommitted(NpgsqlDataReader r)
    {
        MarketEvent signal = MarketEvent.Of(QueryTime.Read(r, 1), QueryTime.Read(r, 2), new SignalValue(r.GetString(3), r.GetString(4), r.GetDouble(5)));
        return new CommittedSignal(r.GetInt64(6), r.IsDBNull(0) ? null : r.GetString(0), new StoredEvent(signal, r.GetInt32(7), r.GetInt64(8)));
    }

    internal async Task<Dictionary<string, int>> FindIdsAsync(IReadOnlyList<SourceRow<SignalRow>> rows, CancellationToken cancellationToken)
    {
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        foreach (string symbol in rows.Select(r => r.Value.Symbol).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            ids[symbol] = await instruments.FindIdAsync(symbol, cancellationToken)
                ?? throw new StoreException($"signals of the unknown instrument '{symbol}': import it first");
        }

        return ids;
    }

    private static void Append(CopyBuffer buffer, in SourceRow<SignalRow> row, int sourceId, int? instrumentId)
    {
        buffer.BeginRow();
        buffer.Append(row.Value.EventTime);
        buffer.Append(row.Value.KnownTime);
        buffer.Append(row.Value.Signal.Value);
        buffer.Append(row.RowNumber);
        if (instrumentId is { } id)
            buffer.Append(id);
        else
            buffer.AppendNull();
        buffer.Append(sourceId);
        buffer.Append(row.Value.Signal.Source);
        buffer.Append(row.Value.Signal.Name);
    }
}
