using System.Collections.Concurrent;
using Npgsql;

namespace ImpactService.DataAccess.Copying;

/// <summary>
/// Sends full buffers to the server on a thread of its own while the caller fills the next ones. One connection runs one COPY at a time, so
/// the tables take turns inside the caller's transaction: everything becomes visible with its commit, or nothing.
/// Bounded: a caller that is faster than the server waits in <see cref="Exchange"/>. A failure of the server is thrown from the next call.
/// </summary>
internal sealed class CopyPipeline : IAsyncDisposable
{
    /// <summary>Enough to bridge a checkpoint's hiccup; more would only use memory.</summary>
    private const int QueuedBuffersMax = 4;

    private readonly NpgsqlConnection connection;
    private readonly BlockingCollection<CopyBuffer> full = new(QueuedBuffersMax);
    private readonly ConcurrentBag<CopyBuffer> spare = [];
    private readonly Task writer;
    private volatile bool abandoned;

    public CopyPipeline(NpgsqlConnection connection)
    {
        this.connection = connection;
        writer = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public CopyBuffer Rent(CopyTable table)
    {
        if (!spare.TryTake(out CopyBuffer? buffer))
            return new CopyBuffer(table);
        buffer.Reset(table);
        return buffer;
    }

    /// <summary>Queues a full buffer and returns an empty one for the same table.</summary>
    public CopyBuffer Exchange(CopyBuffer buffer)
    {
        Enqueue(buffer);
        return Rent(buffer.Table);
    }

    public void Enqueue(CopyBuffer buffer)
    {
        try
        {
            full.Add(buffer);
        }
        catch (InvalidOperationException) when (writer.IsCompleted || full.IsAddingCompleted)
        {
            writer.GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>Waits until the server has taken everything that was queued. Nothing can be queued afterwards.</summary>
    public Task FlushAsync()
    {
        full.CompleteAdding();
        return writer;
    }

    /// <summary>Ends the writer; what is still queued is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (abandoned)
            return;
        abandoned = true;
        full.CompleteAdding();
        await writer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        full.Dispose();
    }

    private void WriteAll()
    {
        try
        {
            foreach (CopyBuffer buffer in full.GetConsumingEnumerable())
            {
                if (abandoned)
                    return;
                Write(buffer);
                spare.Add(buffer);
            }
        }
        finally
        {
            // A caller that waits for room must not wait for a writer that has failed.
            full.CompleteAdding();
        }
    }

    private void Write(CopyBuffer buffer)
    {
        using NpgsqlRawCopyStream stream = connection.BeginRawBinaryCopy(buffer.Table.Statement);
        stream.Write(buffer.Complete());
    }
}
