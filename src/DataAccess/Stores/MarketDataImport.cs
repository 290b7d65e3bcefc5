using ImpactService.DataAccess.Copying;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// One file on its way into the store: all of its rows or none. Everything happens in one transaction, so a process that dies half-way
/// leaves nothing; disposing without <see cref="CommitAsync"/> rolls back. Rows are encoded on the caller's thread and sent by another one;
/// the Write methods wait when the server is slower and throw when it has failed. One caller at a time.
/// </summary>
public sealed class MarketDataImport : IAsyncDisposable
{
    /// <summary>Field lengths and fixed columns of the widest of these tables, rounded up; arrays come on top.</summary>
    private const int RowBytesMax = 128;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly CopyPipeline pipeline;
    private readonly StreamPosition? stream;
    private readonly ImportSpanCounter spans = new();
    private readonly List<(int Id, Instrument Instrument)> newInstruments = [];
    private CopyBuffer trades;
    private CopyBuffer quotes;
    private CopyBuffer depth;

    private MarketDataImport(NpgsqlConnection connection, NpgsqlTransaction transaction, int sourceId, StreamPosition? stream)
    {
        (this.connection, this.transaction, SourceId, this.stream) = (connection, transaction, sourceId, stream);
        pipeline = new CopyPipeline(connection);
        trades = pipeline.Rent(CopyTable.Trades);
        quotes = pipeline.Rent(CopyTable.Quotes);
        depth = pipeline.Rent(CopyTable.Depth);
    }

    public int SourceId { get; }

    /// <param name="stream">Where the stream stands whose next batch this is; null for a file.</param>
    /// <returns>Null when this file is in the store already, or the stream has been moved by another process. Waits while another process is importing the same file.</returns>
    internal static async Task<MarketDataImport?> BeginAsync(NpgsqlDataSource dataSource, ImportSource source, StreamPosition? stream, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        NpgsqlTransaction? transaction = null;
        MarketDataImport? import = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (stream is not null && !await IngestStreamStore.LockAsync(connection, stream, cancellationToken))
                return null;
            if (await ImportSourceStore.InsertAsync(connection, source, cancellationToken) is { } id)
                import = new MarketDataImport(connection, transaction, id, stream);
            return import;
        }
        finally
        {
            if (import is null)
            {
                if (transaction is not null)
                    await transaction.DisposeAsync();
                await connection.DisposeAsync();
            }
        }
    }

    /// <summary>An instrument that becomes visible with this import's rows; its id was reserved.</summary>
    internal void AddInstrument(int id, Instrument instrument) => newInstruments.Add((id, instrument));

    public void WriteTrade(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Trade trade)
    {
        CopyBuffer row = BeginRow(ref trades, RowBytesMax, eventTime, knownTime);
        row.Append(trade.Price);
        row.Append(trade.Size);
        AppendOrigin(row, instrumentId, rowNumber);
        row.Append((short)trade.Aggressor);
        spans.Add(instrumentId, eventTime, MarketEventKind.Trade);
    }

    public void WriteQuote(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Quote quote)
    {
        CopyBuffer row = BeginRow(ref quotes, RowBytesMax, eventTime, knownTime);
        row.Append(quote.Bid);
        row.Append(quote.BidSize);
        row.Append(quote.Ask);
        row.Append(quote.AskSize);
        AppendOrigin(row, instrumentId, rowNumber);
        spans.Add(instrumentId, eventTime, MarketEventKind.Quote);
    }

    public void WriteDepth(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, BookSnapshot book)
    {
        int rowBytes = RowBytesMax + 2 * (CopyBuffer.ArrayBytes(book.BidPrices.Length) + CopyBuffer.ArrayBytes(book.AskPrices.Length));
        CopyBuffer row = BeginRow(ref depth, rowBytes, eventTime, knownTime);
        AppendOrigin(row, instrumentId, rowNumber);
        row.Append(book.BidPrices);
        row.Append(book.BidSizes);
        row.Append(book.AskPrices);
        row.Append(book.AskSizes);
        spans.Add(instrumentId, eventTime, MarketEventKind.Depth);
    }

    /// <summary>Makes all rows visible at once and records the source with the rows that the parser refused, counted by reason.</summary>
    public Task<ImportReceipt> CommitAsync(IReadOnlyDictionary<string, long> rejectsByReason, CancellationToken cancellationToken = default) =>
        CommitAsync(rejectsByReason, lastSequence: 0, cancellationToken);

    /// <summary>Likewise for a batch of a stream, whose position moves to the given sequence with it.</summary>
    internal async Task<ImportReceipt> CommitAsync(IReadOnlyDictionary<string, long> rejectsByReason, long lastSequence, CancellationToken cancellationToken)
    {
        foreach (CopyBuffer buffer in (CopyBuffer[])[trades, quotes, depth])
        {
            if (!buffer.IsEmpty)
                pipeline.Enqueue(buffer);
        }

        await pipeline.FlushAsync();
        // One order for all importers: two that add the same symbols wait for each other instead of locking crosswise.
        foreach ((int id, Instrument instrument) in newInstruments.OrderBy(n => n.Instrument.Symbol, StringComparer.Ordinal))
            await InstrumentStore.InsertAsync(connection, id, instrument, cancellationToken);
        ImportReceipt receipt = new(SourceId, spans.Rows, spans.ToSpans());
        if (stream is not null)
            await IngestStreamStore.AdvanceAsync(connection, stream, new StreamProgress(lastSequence, receipt.Rows, rejectsByReason.Values.Sum()), cancellationToken);
        long number = await ImportSourceStore.CompleteAsync(connection, receipt, rejectsByReason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return receipt with { CommitNumber = number };
    }

    public async ValueTask DisposeAsync()
    {
        await pipeline.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private CopyBuffer BeginRow(ref CopyBuffer buffer, int rowBytes, Timestamp eventTime, Timestamp knownTime)
    {
        // Refused before the row is begun: the rows before it stay whole.
        long happened = ServerTime.Encode(eventTime), known = ServerTime.Encode(knownTime);
        if (!buffer.HasRoomFor(rowBytes))
            MakeRoom(ref buffer, rowBytes);
        buffer.BeginRow();
        buffer.Append(happened);
        buffer.Append(known);
        return buffer;
    }

    private void MakeRoom(ref CopyBuffer buffer, int rowBytes)
    {
        if (!buffer.IsEmpty)
            buffer = pipeline.Exchange(buffer);
        if (!buffer.HasRoomFor(rowBytes))
            buffer.Grow(rowBytes);
    }

    private void AppendOrigin(CopyBuffer row, int instrumentId, long rowNumber)
    {
        row.Append(rowNumber);
        row.Append(instrumentId);
        row.Append(SourceId);
    }
}
