using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Import.Tables;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>Signals or executions of one stream: few rows beside market data, collected and written at the end of each batch.</summary>
internal sealed class TableStreamTarget(ImpactStore store, IngestStream stream) : IStreamTarget
{
    private Dictionary<int, Instrument> instruments = [];
    private HashSet<string> symbols = [];

    public long LateRows => 0;

    public async Task PrepareAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        instruments = await store.Instruments.ListByIdAsync(cancellationToken);
        symbols = [.. instruments.Values.Select(i => i.Symbol)];
    }

    public async Task<IStreamBatch?> BeginAsync(StreamPosition position, CancellationToken cancellationToken)
    {
        TableBatch? batch = await TableBatch.BeginAsync(store, BatchSource.Of(stream, position), position, cancellationToken);
        if (batch is null)
            return null;
        return stream.Kind == StreamKind.Signals ? new Signals(store, batch, symbols.Contains) : new Executions(store, batch, stream.Tenant, symbols.Contains);
    }

    private sealed class Signals(ImpactStore store, TableBatch batch, Func<string, bool> isInstrument) : IStreamBatch
    {
        private readonly SignalCsvParser signals = new("header", isInstrument);

        public IRowParser CreateParser(int schema) => signals;

        public Task<ImportReceipt> CommitAsync(long lastSequence, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken) =>
            batch.CommitAsync(WriteAsync, lastSequence, rejectsByReason, cancellationToken);

        public ValueTask DisposeAsync() => batch.DisposeAsync();

        private async Task<long> WriteAsync(NpgsqlConnection connection, int sourceId, CancellationToken cancellationToken) =>
            await SignalStore.WriteAsync(connection, sourceId, signals.Signals, await store.Signals.FindIdsAsync(signals.Signals, cancellationToken));
    }

    /// <summary>Orders are written before fills, which may speak of orders of the same batch.</summary>
    private sealed class Executions : IStreamBatch
    {
        private readonly ImpactStore store;
        private readonly TableBatch batch;
        private readonly string? tenant;
        private readonly OrderCsvParser orders;
        private readonly FillCsvParser fills;
        private readonly Dictionary<string, OrderFilling?> stored = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ParentOrder> own = new(StringComparer.Ordinal);
        private int ownSeen;

        public Executions(ImpactStore store, TableBatch batch, string? tenant, Func<string, bool> isInstrument)
        {
            (this.store, this.batch, this.tenant) = (store, batch, tenant);
            orders = new OrderCsvParser("header", isInstrument, repeatsCorrect: true);
            fills = new FillCsvParser("header", FindOrder);
        }

        public IRowParser CreateParser(int schema) => schema == 0 ? orders : fills;

        public Task<ImportReceipt> CommitAsync(long lastSequence, IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken) =>
            batch.CommitAsync(WriteAsync, lastSequence, rejectsByReason, cancellationToken);

        public ValueTask DisposeAsync() => batch.DisposeAsync();

        private OrderFilling? FindOrder(string id)
        {
            if (!stored.TryGetValue(id, out OrderFilling? known))
                stored.Add(id, known = store.ParentOrders.FindFilling(id, tenant));
            for (; ownSeen < orders.RowCount; ownSeen++)
                own[orders.Orders[ownSeen].Value.OrderId] = orders.Orders[ownSeen].Value;
            return own.TryGetValue(id, out ParentOrder? order) ? new OrderFilling(order.ArrivalTime, order.EndTime, order.Quantity, known?.FilledQuantity ?? 0) : known;
        }

        private async Task<long> WriteAsync(NpgsqlConnection connection, int sourceId, CancellationToken cancellationToken)
        {
            if (orders.RowCount > 0)
                await ParentOrderStore.WriteOrdersAsync(connection, sourceId, batch.Source, orders.Orders, tenant, cancellationToken);
            if (fills.RowCount > 0)
                await ParentOrderStore.WriteFillsAsync(connection, sourceId, batch.Source, fills.Fills, tenant, cancellationToken);
            return orders.RowCount + fills.RowCount;
        }
    }
}
