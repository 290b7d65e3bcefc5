using System.IO.Compression;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>One entry of a zip archive, read forward. Compares length and CRC-32 with the archive's directory at the end, which the framework does not.</summary>
internal sealed class ZipEntryStream : Stream
{
    private readonly ZipArchive archive;
    private readonly ZipArchiveEntry entry;
    private readonly Stream content;
    private readonly Crc32 crc = new();
    private long position;
    private bool isVerified;

    /// <exception cref="InvalidDataException">The file is no zip archive or has no such entry.</exception>
    public ZipEntryStream(Stream file, string entryName)
    {
        archive = new ZipArchive(file, ZipArchiveMode.Read);
        entry = archive.GetEntry(entryName) ?? throw new InvalidDataException($"no entry {entryName}");
        content = entry.Open();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The entry is shorter, longer or other than the archive's directory says.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = content.Read(buffer);
        crc.Append(buffer[..read]);
        position += read;
        if (read == 0 && buffer.Length > 0)
            Verify();
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Verify()
    {
        if (isVerified)
            return;
        isVerified = true;
        if (position != entry.Length || crc.Value != entry.Crc32)
            throw new InvalidDataException($"{entry.FullName}: length or checksum differ from the archive's directory");
    }
}
