using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Spooling;

/// <summary>One file of the spool: a magic, then entries. Appended to by one writer, read by several; deleted when the store has all of it.</summary>
internal sealed class SpoolSegment : IDisposable
{
    private static readonly byte[] magic = "IMPSPL2\n"u8.ToArray();
    private static readonly byte[] magicV1 = "IMPSPL1\n"u8.ToArray();

    private readonly Func<BinaryReader, EstimateBlock> decode;
    private readonly Dictionary<Guid, long> positions = [];
    private FileStream? writer;

    private SpoolSegment(string path, Func<BinaryReader, EstimateBlock> decode) => (Path, this.decode) = (path, decode);

    public string Path { get; }

    /// <summary>Of what is whole.</summary>
    public long Bytes { get; private set; }

    /// <summary>Estimates in it.</summary>
    public int Count => positions.Count;

    /// <summary>Bytes at the end that are no whole entry.</summary>
    public long DamagedBytes { get; private set; }

    public static SpoolSegment Create(string path)
    {
        // Without a buffer of its own: what a full disk refuses must not be written again when the file is closed.
        FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Write(magic);
        return new SpoolSegment(path, SpoolEntry.Decode) { writer = file, Bytes = magic.Length };
    }

    /// <summary>Opens what an earlier process left, as far as it is whole.</summary>
    public static SpoolSegment Open(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[magic.Length];
        bool isWhole = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length;
        bool isV1 = isWhole && head.AsSpan().SequenceEqual(magicV1);
        SpoolSegment segment = new(path, isV1 ? SpoolEntryV1.Decode : SpoolEntry.Decode);
        if (isV1 || (isWhole && head.AsSpan().SequenceEqual(magic)))
            segment.Scan(file);
        segment.DamagedBytes = file.Length - segment.Bytes;
        return segment;
    }

    public bool Contains(Guid id) => positions.ContainsKey(id);

    /// <param name="id">Of an estimate.</param>
    public EstimateRecord? Find(Guid id)
    {
        if (!positions.TryGetValue(id, out long position))
            return null;
        using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = position;
        return SpoolEntry.Read(file, decode)?.Find(id);
    }

    /// <summary>Adds the blocks whole or not at all, and hands them to the system: from here on they survive the end of the process.</summary>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public void Append(IReadOnlyList<EstimateBlock> blocks)
    {
        using MemoryStream entries = new();
        List<(EstimateBlock Block, long Position)> added = [];
        foreach (EstimateBlock block in blocks)
        {
            added.Add((block, Bytes + entries.Length));
            SpoolEntry.Write(entries, block);
        }

        WriteWhole(entries.GetBuffer().AsSpan(0, (int)entries.Length));
        foreach ((EstimateBlock block, long position) in added)
            Index(block, position);
    }

    /// <summary>From here on they survive the end of the machine.</summary>
    public void Sync() => writer?.Flush(flushToDisk: true);

    /// <summary>Nothing is appended any more.</summary>
    public void Seal()
    {
        writer?.Dispose();
        writer = null;
    }

    public IEnumerable<EstimateBlock> ReadAll()
    {
        using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = magic.Length;
        while (file.Position < Bytes && SpoolEntry.Read(file, decode) is { } block)
            yield return block;
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
        while (SpoolEntry.Read(file, decode) is { } block)
        {
            Index(block, Bytes);
            Bytes = file.Position;
        }
    }

    private void Index(EstimateBlock block, long position)
    {
        foreach (EstimateRow row in block.Rows)
            positions[row.Id] = position;
    }

    /// <summary>What a full disk took of entries that it did not take whole is cut off again.</summary>
    private void WriteWhole(ReadOnlySpan<byte> entries)
    {
        bool isWhole = false;
        try
        {
            writer!.Write(entries);
            Bytes += entries.Length;
            isWhole = true;
        }
        finally
        {
            if (!isWhole)
                writer?.SetLength(Bytes);
        }
    }
}
