using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Spooling;

/// <summary>One file of the spool: a magic, then entries. Appended to by one writer, read by several; deleted when the store has all of it.</summary>
internal sealed class SpoolSegment : IDisposable
{
    private static readonly byte[] magic = "IMPSPL1\n"u8.ToArray();

    private readonly Dictionary<Guid, long> positions = [];
    private FileStream? writer;

    private SpoolSegment(string path) => Path = path;

    public string Path { get; }

    /// <summary>Of what is whole.</summary>
    public long Bytes { get; private set; }

    public int Count => positions.Count;

    /// <summary>Bytes at the end that are no whole entry.</summary>
    public long DamagedBytes { get; private set; }

    public static SpoolSegment Create(string path)
    {
        // Without a buffer of its own: what a full disk refuses must not be written again when the file is closed.
        FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Write(magic);
        return new SpoolSegment(path) { writer = file, Bytes = magic.Length };
    }

    /// <summary>Opens what an earlier process left, as far as it is whole.</summary>
    public static SpoolSegment Open(string path)
    {
        SpoolSegment segment = new(path);
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[magic.Length];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(magic))
            segment.Scan(file);
        segment.DamagedBytes = file.Length - segment.Bytes;
        return segment;
    }

    public bool Contains(Guid id) => positions.ContainsKey(id);

    public EstimateRecord? Find(Guid id)
    {
        if (!positions.TryGetValue(id, out long position))
            return null;
        using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = position;
        return SpoolEntry.Read(file);
    }

    /// <summary>Adds the records whole or not at all, and hands them to the system: from here on they survive the end of the process.</summary>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public void Append(IReadOnlyList<EstimateRecord> records)
    {
        using MemoryStream block = new();
        List<(Guid Id, long Position)> added = [];
        foreach (EstimateRecord record in records)
        {
            added.Add((record.Id, Bytes + block.Length));
            SpoolEntry.Write(block, record);
        }

        WriteWhole(block.GetBuffer().AsSpan(0, (int)block.Length));
        foreach ((Guid id, long position) in added)
            positions[id] = position;
    }

    /// <summary>From here on they survive the end of the machine.</summary>
    public void Sync() => writer?.Flush(flushToDisk: true);

    /// <summary>Nothing is appended any more.</summary>
    public void Seal()
    {
        writer?.Dispose();
        writer = null;
    }

    public IEnumerable<EstimateRecord> ReadAll()
    {
        using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = magic.Length;
        while (file.Position < Bytes && SpoolEntry.Read(file) is { } record)
            yield return record;
    }

    public void Delete()
    {
        Seal();
        File.Delete(Path);
    }

    public void Dispose() => Seal();

    private void Scan(FileStream file)
    {
        Bytes = file.Position;
        while (SpoolEntry.Read(file) is { } record)
        {
            positions[record.Id] = Bytes;
            Bytes = file.Position;
        }
    }

    /// <summary>What a full disk took of a block that it did not take whole is cut off again.</summary>
    private void WriteWhole(ReadOnlySpan<byte> block)
    {
        bool isWhole = false;
        try
        {
            writer!.Write(block);
            Bytes += block.Length;
            isWhole = true;
        }
        finally
        {
            if (!isWhole)
                writer?.SetLength(Bytes);
        }
    }
}
