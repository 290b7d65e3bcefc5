using System.Buffers;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>What came of waiting for more of a body.</summary>
internal enum FeedState
{
    More,

    /// <summary>The client is there and says nothing for a while.</summary>
    Idle,
    End,
}

/// <summary>
/// Lines of a body that arrives over a network, as spans into one pooled buffer: taken without waiting as long as there are whole ones, then waited for. Ends of line are \n or \r\n,
/// blank lines are passed over but numbered, a byte order mark is ignored. A line is valid until the next <see cref="FillAsync"/>.
/// </summary>
internal sealed class LineFeed(Stream stream, TimeProvider clock) : IDisposable
{
    /// <summary>A thousand levels of depth take 60 kB. What is longer than this is no row: its rest is passed over.</summary>
    public const int LineBytesMax = 1 << 18;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * LineBytesMax);
    private Task<int>? reading;
    private int start;
    private int scanned;
    private int end;
    private bool isSkipping;
    private bool isStarted;

    /// <summary>Of the line that was taken last; the first is 1.</summary>
    public long LineNumber { get; private set; }

    public long BytesRead { get; private set; }

    public bool IsAtEnd { get; private set; }

    /// <summary>The line that was taken last is cut at <see cref="LineBytesMax"/>.</summary>
    public bool IsCut { get; private set; }

    /// <summary>A line can be taken without waiting (a blank one counts here).</summary>
    public bool HasLine => isStarted && (end - start >= LineBytesMax || (IsAtEnd && start < end) || buffer.AsSpan(Math.Max(scanned, start)..end).Contains((byte)'\n'));

    /// <summary>A whole line, or the last one without an end; false when more has to come first.</summary>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        line = default;
        while (isStarted && TryTakeRaw(out line))
        {
            if (!line.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>Waits for more bytes, for at most the given time.</summary>
    public async ValueTask<FeedState> FillAsync(TimeSpan idle, CancellationToken cancellationToken)
    {
        if (IsAtEnd)
            return FeedState.End;
        reading ??= BeginRead(cancellationToken);
        if (!reading.IsCompleted)
            await Task.WhenAny(reading, Task.Delay(idle, clock, cancellationToken));
        if (!reading.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FeedState.Idle;
        }

        int read = await reading;
        reading = null;
        Accept(read);
        return IsAtEnd ? FeedState.End : FeedState.More;
    }

    /// <summary>A buffer that a read may still write to is left to the garbage collector.</summary>
    public void Dispose()
    {
        if (reading is null or { IsCompleted: true } && buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private Task<int> BeginRead(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (scanned, end, start) = (scanned - start, end - start, 0);
        }

        return stream.ReadAsync(buffer.AsMemory(end), cancellationToken).AsTask();
    }

    private void Accept(int read)
    {
        IsAtEnd = read == 0;
        BytesRead += read;
        end += read;
        SkipByteOrderMark();
    }

    private void SkipByteOrderMark()
    {
        if (isStarted || (end < 3 && !IsAtEnd))
            return;
        isStarted = true;
        if (buffer.AsSpan(0, end).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            start = 3;
    }

    private bool TryTakeRaw(out ReadOnlySpan<byte> line)
    {
        IsCut = false;
        line = default;
        scanned = Math.Max(scanned, start);
        int newLine = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
        if (newLine >= 0)
            return Take(scanned + newLine, scanned + newLine + 1, out line);
        scanned = end;
        if (IsAtEnd)
            return start < end && Take(end, end, out line);
        return end - start >= LineBytesMax && TakeCut(out line);
    }

    private bool Take(int lineEnd, int next, out ReadOnlySpan<byte> line)
    {
        line = isSkipping ? default : buffer.AsSpan(start, lineEnd - start);
        if (!line.IsEmpty && line[^1] == '\r')
            line = line[..^1];
        LineNumber += isSkipping ? 0 : 1;
        isSkipping = false;
        (start, scanned) = (next, next);
        return true;
    }

    private bool TakeCut(out ReadOnlySpan<byte> line)
    {
        line = isSkipping ? default : buffer.AsSpan(start, LineBytesMax);
        start = end;
        LineNumber += isSkipping ? 0 : 1;
        IsCut = !isSkipping;
        bool isNew = !isSkipping;
        isSkipping = true;
        return isNew;
    }
}
