using System.IO.Compression;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>
/// One importable content: a plain or gzip file, or one entry of a zip file.
/// <paramref name="DisplayName"/> is how messages and the rejects file call it: the path below the directory that the user named.
/// </summary>
internal sealed record SourceContent(string Path, string? Entry, string DisplayName)
{
    /// <summary>The name that speaks of the content: the entry of a zip, or the file's name without ".gz".</summary>
    public string Name => Entry is not null ? System.IO.Path.GetFileName(Entry) : WithoutGz(System.IO.Path.GetFileName(Path));

    /// <summary>Name of the folder that the file lies in; empty at the root.</summary>
    public string Folder => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))) ?? "";

    /// <summary>The plain bytes. The caller disposes the stream, and the archive with it.</summary>
    /// <exception cref="ImportException">The file is missing or is no archive of its kind.</exception>
    public Stream Open()
    {
        FileStream file = OpenFile(Path, DisplayName);
        try
        {
            return Entry is not null ? new ZipEntryStream(file, Entry) : IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (InvalidDataException damage)
        {
            file.Dispose();
            throw Damaged(damage);
        }
    }

    /// <summary>Entries of a zip file, or null for any other file.</summary>
    /// <exception cref="ImportException">The file is missing or is no archive of its kind.</exception>
    public static IReadOnlyList<string>? ListZip(string path, string displayName)
    {
        using FileStream file = OpenFile(path, displayName);
        if (!StartsWith(file, [(byte)'P', (byte)'K', 3, 4]) && !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            using ZipArchive archive = new(file, ZipArchiveMode.Read);
            return [.. archive.Entries.Where(e => e.Name.Length > 0).Select(e => e.FullName)];
        }
        catch (InvalidDataException damage)
        {
            throw DamagedFile(displayName, damage);
        }
    }

    public ImportException Damaged(InvalidDataException damage) => DamagedFile(DisplayName, damage);

    private static ImportException DamagedFile(string name, InvalidDataException damage) =>
        new(ImportFailure.Damaged, $"{name}: truncated or damaged archive; nothing of this file was imported", damage);

    private static FileStream OpenFile(string path, string displayName)
    {
        if (!File.Exists(path))
            throw new ImportException(ImportFailure.FileMissing, $"{displayName}: no such file");
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        if (file.Length > 0)
            return file;
        file.Dispose();
        throw new ImportException(ImportFailure.Empty, $"{displayName}: the file is empty");
    }

    private static bool IsGzip(FileStream file)
    {
        bool isGzip = StartsWith(file, [0x1F, 0x8B]);
        return isGzip || !file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? isGzip : throw new InvalidDataException("no gzip header");
    }

    private static bool StartsWith(FileStream file, ReadOnlySpan<byte> magic)
    {
        Span<byte> head = stackalloc byte[magic.Length];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..read].SequenceEqual(magic);
    }

    private static string WithoutGz(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
}
