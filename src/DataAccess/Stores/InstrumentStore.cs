using System.Collections.Concurrent;
using Dapper;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Instruments by symbol. Ids never change, so they are cached for good.</summary>
public sealed class InstrumentStore
{
    private const string Columns = "symbol, session, currency, tick_size, lot_size, shares_outstanding";
    private const string Select = "SELECT id, symbol, session, currency, tick_size AS TickSize, lot_size AS LotSize, shares_outstanding AS SharesOutstanding FROM instruments";

    private readonly NpgsqlDataSource dataSource;
    private readonly ConcurrentDictionary<string, int> ids = new(StringComparer.Ordinal);

    internal InstrumentStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Adds the instrument, or updates the one of that symbol; a value that is not given (null) keeps what the store has.</summary>
    public async Task<int> UpsertAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        const string sql = $"""
            INSERT INTO instruments ({Columns}) VALUES (@Symbol, @Session, @Currency, @TickSize, @LotSize, @SharesOutstanding)
            ON CONFLICT (symbol) DO UPDATE SET
                session = EXCLUDED.session,
                currency = EXCLUDED.currency,
                tick_size = COALESCE(EXCLUDED.tick_size, instruments.tick_size),
                lot_size = COALESCE(EXCLUDED.lot_size, instruments.lot_size),
                shares_outstanding = COALESCE(EXCLUDED.shares_outstanding, instruments.shares_outstanding)
            RETURNING id
            """;
        var row = new { instrument.Symbol, Session = instrument.Calendar.ToString(), instrument.Currency, instrument.TickSize, instrument.LotSize, instrument.SharesOutstanding };
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        int id = await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, row, cancellationToken: cancellationToken));
        return ids[instrument.Symbol] = id;
    }

    /// <summary>An id for an instrument that an import will add with its rows (<see cref="MarketDataImport.AddInstrument"/>), or never. Blocks: parsers ask in the middle of a file.</summary>
    internal int ReserveId()
    {
        const string sql = "SELECT nextval(pg_get_serial_sequence('instruments', 'id'))::integer";
        using NpgsqlConnection connection = dataSource.OpenConnection();
        return connection.ExecuteScalar<int>(sql);
    }

    /// <summary>Part of an import's transaction: the instrument becomes visible with its first rows.</summary>
    /// <exception cref="StoreException">Another import has added the symbol meanwhile, under an id that this one's rows do not have.</exception>
    internal static async Task InsertAsync(NpgsqlConnection connection, int id, Instrument instrument, CancellationToken cancellationToken)
    {
        const string sql = $"""
            INSERT INTO instruments (id, {Columns}) OVERRIDING SYSTEM VALUE
            VALUES (@Id, @Symbol, @Session, @Currency, @TickSize, @LotSize, @SharesOutstanding)
            ON CONFLICT (symbol) DO NOTHING
            """;
        var row = new { Id = id, instrument.Symbol, Session = instrument.Calendar.ToString(), instrument.Currency, instrument.TickSize, instrument.LotSize, instrument.SharesOutstanding };
        if (await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellationToken)) == 0)
            throw new StoreException($"another import has just added the instrument '{instrument.Symbol}': import this file again");
    }

    /// <returns>Null when the symbol is unknown.</returns>
    public async ValueTask<int?> FindIdAsync(string symbol, CancellationToken cancellationToken = default)
    {
        if (ids.TryGetValue(symbol, out int known))
            return known;
        const string sql = "SELECT id FROM instruments WHERE symbol = @symbol";
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        int? id = await connection.ExecuteScalarAsync<int?>(new CommandDefinition(sql, new { symbol }, cancellationToken: cancellationToken));
        if (id is { } found)
            ids[symbol] = found;
        return id;
    }

    /// <returns>Null when the symbol is unknown.</returns>
    public async Task<Instrument?> FindAsync(string symbol, CancellationToken cancellationToken = default)
    {
        const string sql = $"{Select} WHERE symbol = @symbol";
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        InstrumentRow? row = await connection.QuerySingleOrDefaultAsync<InstrumentRow>(new CommandDefinition(sql, new { symbol }, cancellationToken: cancellationToken));
        return row?.ToInstrument();
    }

    /// <summary>All instruments by symbol.</summary>
    public async Task<IReadOnlyList<Instrument>> ListAsync(CancellationToken cancellationToken = default)
    {
        const string sql = $"{Select} ORDER BY symbol";
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        IEnumerable<InstrumentRow> rows = await connection.QueryAsync<InstrumentRow>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. rows.Select(r => r.ToInstrument())];
    }

    internal async Task<Dictionary<int, Instrument>> ListByIdAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        IEnumerable<InstrumentRow> rows = await connection.QueryAsync<InstrumentRow>(new CommandDefinition(Select, cancellationToken: cancellationToken));
        return rows.ToDictionary(r => r.Id, r => r.ToInstrument());
    }

    private sealed record InstrumentRow(int Id, string Symbol, string Session, string Currency, double? TickSize, double? LotSize, double? SharesOutstanding)
    {
        public Instrument ToInstrument() => new(Symbol, TradingCalendar.Parse(Session), Currency, TickSize, LotSize, SharesOutstanding);
    }
}
