using System.Text;

namespace ImpactService.Tests.DataAccess.Ingestion;

/// <summary>A body that arrives a few bytes at a time, as a network may deliver it, and may fall silent or break.</summary>
internal sealed class TrickleStream(string text, int chunkBytes) : Stream
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(text);
    private int position;

    /// <summary>The connection breaks there.</summary>
    public int? BreaksAt { get; init; }

    /// <summary>Silence before each chunk.</summary>
    public TimeSpan Pause { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Pause > TimeSpan.Zero)
            await Task.Delay(Pause, cancellationToken);
        if (position >= BreaksAt)
            throw new IOException("the connection is gone");
        int count = Math.Min(Math.Min(chunkBytes, buffer.Length), bytes.Length - position);
        bytes.AsMemory(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
