using System.Buffers;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>
/// Lines of a byte stream as spans into one pooled buffer: no string and no copy per row. Ends of line are \n or \r\n, blank lines are passed over but numbered,
/// a byte order mark is ignored. A line is valid until the next call.
/// </summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    /// <summary>A thousand-level order book in JSON has 60 kB. What is longer than a megabyte is no row.</summary>
    public const int LineBytesMax = 1 << 20;

    private const int InitialBufferBytes = 1 << 18;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(InitialBufferBytes);
    private int start;
    private int end;
    private bool isAtEnd;
    private bool isStarted;

    /// <summary>Of the line that was read last; the first is 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Bytes taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The line that was read last is cut at <see cref="LineBytesMax"/>.</summary>
    public bool IsCut { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (TryReadRaw(out line))
        {
            if (!line.IsEmpty)
                return true;
        }

        return false;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        stream.Dispose();
    }

    private bool TryReadRaw(out ReadOnlySpan<byte> line)
    {
        IsCut = false;
        int scanned = start;
        while (true)
        {
            int newLine = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
            if (newLine >= 0)
                return Take(scanned + newLine, nextStart: scanned + newLine + 1, out line);
            scanned = end;
            if (end - start >= LineBytesMax)
                return TakeCut(out line);
            if (isAtEnd)
                return Take(end, nextStart: end, out line) && LineNumberOfLast(line);
            scanned -= Fill();
        }
    }

    /// <summary>The text after the last end of line counts as a line only when there is any.</summary>
    private bool LineNumberOfLast(ReadOnlySpan<byte> line)
    {
        if (!line.IsEmpty)
            return true;
        LineNumber--;
        return false;
    }

    private bool Take(int lineEnd, int nextStart, out ReadOnlySpan<byte> line)
    {
        line = buffer.AsSpan(start, lineEnd - start);
        if (!line.IsEmpty && line[^1] == '\r')
            line = line[..^1];
        start = nextStart;
        LineNumber++;
        return true;
    }

    private bool TakeCut(out ReadOnlySpan<byte> line)
    {
        byte[] cut = buffer.AsSpan(start, LineBytesMax).ToArray();
        SkipToEndOfLine();
        IsCut = true;
        LineNumber++;
        line = cut;
        return true;
    }

    private void SkipToEndOfLine()
    {
        while (true)
        {
            int newLine = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            start = newLine >= 0 ? start + newLine + 1 : end;
            if (newLine >= 0 || isAtEnd)
                return;
            Fill();
        }
    }

    /// <returns>By how many bytes the unread part has moved to the front.</returns>
    private int Fill()
    {
        int moved = start;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
            Grow();
        int read = stream.Read(buffer, end, buffer.Length - end);
        isAtEnd = read == 0;
        BytesRead += read;
        end += read;
        SkipByteOrderMark();
        return moved;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void SkipByteOrderMark()
    {
        if (isStarted || (end < 3 && !isAtEnd))
            return;
        isStarted = true;
        if (buffer.AsSpan(start, end - start).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            start += 3;
    }
}
