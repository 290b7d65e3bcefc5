using System.Globalization;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The users' parent orders and their fills. An order is known by its tenant and by the user's name for it; imported files and callers without a key have no tenant.</summary>
public sealed class ParentOrderStore
{
    private const string OrderColumns = """
        o.order_id, i.symbol, o.side, o.arrival_time, o.end_time, o.quantity, o.average_price, o.arrival_price, o.taker_fraction, o.strategy
        """;

    /// <summary>What follows <see cref="OrderColumns"/>.</summary>
    private const int IdColumn = 10;

    private readonly NpgsqlDataSource dataSource;

    internal ParentOrderStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Adds a file of orders; an order id that the store has already is corrected. Of several rows of one id the last one counts.</summary>
    /// <returns>Null when this file is in the store already.</returns>
    /// <exception cref="StoreException">An order's instrument is unknown: nothing of the file stays.</exception>
    public Task<ImportReceipt?> ImportOrdersAsync(
        ImportSource source, IReadOnlyList<SourceRow<ParentOrder>> rows, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken = default) =>
        SmallImport.RunAsync(dataSource, source, rejectsByReason, (connection, sourceId) => WriteOrdersAsync(connection, sourceId, source, rows, tenant: null, cancellationToken), cancellationToken);

    /// <summary>Part of a transaction.</summary>
    internal static async Task<long> WriteOrdersAsync(
        NpgsqlConnection connection, int sourceId, ImportSource source, IReadOnlyList<SourceRow<ParentOrder>> rows, string? tenant, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO parent_orders (order_id, instrument_id, side, arrival_time, end_time, quantity, average_price, arrival_price, taker_fraction, strategy, row_no, source_id, tenant)
            SELECT r.order_id, i.id, r.side, r.arrival_time, r.end_time, r.quantity, r.average_price, r.arrival_price, r.taker_fraction, r.strategy, r.row_no, $12, $13
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                AS r (order_id, symbol, side, arrival_time, end_time, quantity, average_price, arrival_price, taker_fraction, strategy, row_no)
            JOIN instruments i USING (symbol)
            ON CONFLICT (tenant, order_id) DO UPDATE SET
                instrument_id = EXCLUDED.instrument_id, side = EXCLUDED.side, arrival_time = EXCLUDED.arrival_time, end_time = EXCLUDED.end_time,
                quantity = EXCLUDED.quantity, average_price = EXCLUDED.average_price, arrival_price = EXCLUDED.arrival_price,
                taker_fraction = EXCLUDED.taker_fraction, strategy = EXCLUDED.strategy, row_no = EXCLUDED.row_no, source_id = EXCLUDED.source_id
            """;
        SourceRow<ParentOrder>[] orders = [.. rows.GroupBy(r => r.Value.OrderId, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.RowNumber))];
        await using NpgsqlCommand command = new(sql, connection);
        AddColumns(command, orders);
        command.Parameters.AddWithValue(sourceId);
        command.Parameters.AddWithValue(tenant ?? "");
        return CheckAll(await command.ExecuteNonQueryAsync(cancellationToken), orders.Length, "orders of instruments", source);
    }

    /// <summary>Adds a file of fills of orders that are in the store.</summary>
    /// <returns>Null when this file is in the store already.</returns>
    /// <exception cref="StoreException">A fill's order is unknown: nothing of the file stays.</exception>
    public Task<ImportReceipt?> ImportFillsAsync(
        ImportSource source, IReadOnlyList<SourceRow<Fill>> rows, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken = default) =>
        SmallImport.RunAsync(dataSource, source, rejectsByReason, (connection, sourceId) => WriteFillsAsync(connection, sourceId, source, rows, tenant: null, cancellationToken), cancellationToken);

    /// <summary>Part of a transaction.</summary>
    internal static async Task<long> WriteFillsAsync(
        NpgsqlConnection connection, int sourceId, ImportSource source, IReadOnlyList<SourceRow<Fill>> rows, string? tenant, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO fills (parent_order_id, event_time, price, size, liquidity, row_no, source_id)
            SELECT o.id, r.event_time, r.price, r.size, r.liquidity, r.row_no, $7
            FROM unnest($1, $2, $3, $4, $5, $6) AS r (order_id, event_time, price, size, liquidity, row_no)
            JOIN parent_orders o ON o.order_id = r.order_id AND o.tenant = $8
            """;
        await using NpgsqlCommand command = new(sql, connection);
        AddColumns(command, rows);
        command.Parameters.AddWithValue(sourceId);
        command.Parameters.AddWithValue(tenant ?? "");
        return CheckAll(await command.ExecuteNonQueryAsync(cancellationToken), rows.Count, "fills of orders", source);
    }

    /// <summary>What one order allows and has been filled with; null when the store does not have it. Blocks: a parser asks in the middle of a batch.</summary>
    internal OrderFilling? FindFilling(string orderId, string? tenant)
    {
        const string sql = """
            SELECT o.arrival_time, o.end_time, o.quantity, COALESCE((SELECT sum(f.size) FROM fills f WHERE f.parent_order_id = o.id), 0)
            FROM parent_orders o WHERE o.order_id = $1 AND o.tenant = $2
            """;
        using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(orderId);
        command.Parameters.AddWithValue(tenant ?? "");
        using NpgsqlDataReader reader = command.ExecuteReader();
        return reader.Read() ? new OrderFilling(QueryTime.Read(reader, 0), QueryTime.Read(reader, 1), reader.GetDouble(2), reader.GetDouble(3)) : null;
    }

    /// <summary>Those of the given ids that the store has without a tenant: a parser refuses fills of the others row by row.</summary>
    public async Task<IReadOnlySet<string>> KnownOrderIdsAsync(IEnumerable<string> orderIds, CancellationToken cancellationToken = default)
    {
        await using NpgsqlCommand command = dataSource.CreateCommand("SELECT order_id FROM parent_orders WHERE tenant = '' AND order_id = ANY ($1)");
        command.Parameters.AddWithValue(orderIds.Distinct(StringComparer.Ordinal).ToArray());
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        HashSet<string> known = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
            known.Add(reader.GetString(0));
        return known;
    }

    /// <summary>Every order without a tenant by id with what its fills so far sum to: what an importer of fills checks against.</summary>
    public async Task<IReadOnlyDictionary<string, OrderFilling>> ReadFillingsAsync(CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT o.order_id, o.arrival_time, o.end_time, o.quantity, COALESCE(sum(f.size), 0)
            FROM parent_orders o LEFT JOIN fills f ON f.parent_order_id = o.id WHERE o.tenant = '' GROUP BY o.id
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<string, OrderFilling> orders = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
            orders.Add(reader.GetString(0), new OrderFilling(QueryTime.Read(reader, 1), QueryTime.Read(reader, 2), reader.GetDouble(3), reader.GetDouble(4)));
        return orders;
    }

    /// <summary>Orders of every tenant that arrived in [from, to), of one instrument or of all (null), by arrival.</summary>
    public async Task<IReadOnlyList<ParentOrder>> ReadAsync(string? symbol, Timestamp from, Timestamp to, CancellationToken cancellationToken = default)
    {
        const string sql = $"""
            SELECT {OrderColumns} FROM parent_orders o JOIN instruments i ON i.id = o.instrument_id
            WHERE ($1::text IS NULL OR i.symbol = $1) AND o.arrival_time >= $2 AND o.arrival_time < $3
            ORDER BY o.arrival_time, o.order_id
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = symbol });
        command.Parameters.Add(QueryTime.Parameter(from));
        command.Parameters.Add(QueryTime.Parameter(to));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ParentOrder> orders = [];
        while (await reader.ReadAsync(cancellationToken))
            orders.Add(ReadOrder(reader));
        return orders;
    }

    /// <summary>Orders of every tenant and of one instrument that arrived in [from, to), by arrival, each with its fills in time order: what a model learns from.</summary>
    public async Task<IReadOnlyList<ExecutedOrder>> ReadExecutedAsync(string symbol, Timestamp from, Timestamp to, CancellationToken cancellationToken = default)
    {
        const string sql = $"""
            SELECT {OrderColumns}, o.id, f.event_time, f.price, f.size, f.liquidity
            FROM parent_orders o JOIN instruments i ON i.id = o.instrument_id LEFT JOIN fills f ON f.parent_order_id = o.id
            WHERE i.symbol = $1 AND o.arrival_time >= $2 AND o.arrival_time < $3
            ORDER BY o.arrival_time, o.order_id, o.id, f.event_time, f.source_id, f.row_no
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(symbol);
        command.Parameters.Add(QueryTime.Parameter(from));
        command.Parameters.Add(QueryTime.Parameter(to));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ExecutedOrder> executed = [];
        List<Fill> fills = [];
        for (int last = 0; await reader.ReadAsync(cancellationToken); last = reader.GetInt32(IdColumn))
        {
            if (reader.GetInt32(IdColumn) != last)
                executed.Add(new ExecutedOrder(ReadOrder(reader), fills = []));
            if (!reader.IsDBNull(IdColumn + 1))
                fills.Add(ReadFill(reader, executed[^1].Order.OrderId, IdColumn + 1));
        }

        return executed;
    }

    /// <summary>Fills of one order in time order; of equal times in the order of their file.</summary>
    public async Task<IReadOnlyList<Fill>> ReadFillsAsync(string orderId, string? tenant = null, CancellationToken cancellationToken = default)
    {
        const string sql = """
            SELECT f.event_time, f.price, f.size, f.liquidity FROM fills f JOIN parent_orders o ON o.id = f.parent_order_id
            WHERE o.order_id = $1 AND o.tenant = $2 ORDER BY f.event_time, f.source_id, f.row_no
            """;
        await using NpgsqlCommand command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(orderId);
        command.Parameters.AddWithValue(tenant ?? "");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Fill> fills = [];
        while (await reader.ReadAsync(cancellationToken))
            fills.Add(ReadFill(reader, orderId, 0));
        return fills;
    }

    private static int CheckAll(int written, int given, string what, ImportSource source) => written == given
        ? written
        : throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"'{source.FileName}' has {given - written} {what} that the store does not know; import those first"));

    private static void AddColumns(NpgsqlCommand command, IReadOnlyList<SourceRow<ParentOrder>> rows)
    {
        Add(command, rows, o => o.OrderId);
        Add(command, rows, o => o.Symbol);
        Add(command, rows, o => (short)o.Side);
        Add(command, rows, o => o.ArrivalTime.ToUtcDateTime());
        Add(command, rows, o => o.EndTime.ToUtcDateTime());
        Add(command, rows, o => o.Quantity);
        Add(command, rows, o => o.AveragePrice);
        Add(command, rows, o => o.ArrivalPrice);
        Add(command, rows, o => o.TakerFraction);
        Add(command, rows, o => o.Strategy);
        command.Parameters.AddWithValue(rows.Select(r => r.RowNumber).ToArray());
    }

    private static void AddColumns(NpgsqlCommand command, IReadOnlyList<SourceRow<Fill>> rows)
    {
        Add(command, rows, f => f.OrderId);
        Add(command, rows, f => f.EventTime.ToUtcDateTime());
        Add(command, rows, f => f.Price);
        Add(command, rows, f => f.Size);
        Add(command, rows, f => f.Liquidity.ToString().ToLowerInvariant());
        command.Parameters.AddWithValue(rows.Select(r => r.RowNumber).ToArray());
    }

    private static void Add<TRow, TValue>(NpgsqlCommand command, IReadOnlyList<SourceRow<TRow>> rows, Func<TRow, TValue> column) =>
        command.Parameters.AddWithValue(rows.Select(r => column(r.Value)).ToArray());

    private static Fill ReadFill(NpgsqlDataReader r, string orderId, int first) =>
        new(orderId, QueryTime.Read(r, first), r.GetDouble(first + 1), r.GetDouble(first + 2), Enum.Parse<FillLiquidity>(r.GetString(first + 3), ignoreCase: true));

    private static ParentOrder ReadOrder(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetString(1), (Side)r.GetInt16(2), QueryTime.Read(r, 3), QueryTime.Read(r, 4), r.GetDouble(5), r.GetDouble(6),
        r.IsDBNull(7) ? null : r.GetDouble(7), r.IsDBNull(8) ? null : r.GetDouble(8), r.IsDBNull(9) ? null : r.GetString(9));
}
