using System.Text;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>
/// The rejected rows of one file with line number, reason and the line itself, as CSV. Written when the first row is rejected; without rejects
/// there is none, and one of an earlier attempt is removed. It outlives a refused import: it is how the user finds out what is wrong.
/// </summary>
internal sealed class RejectsFile : IDisposable
{
    /// <summary>Enough to recognise a row; binary garbage may have lines of a megabyte.</summary>
    private const int RawBytesMax = 4096;

    private StreamWriter? writer;

    public RejectsFile(string path)
    {
        Path = path;
        if (File.Exists(path))
            File.Delete(path);
    }

    public string Path { get; }

    public bool IsWritten => writer is not null;

    public void Add(long lineNumber, RowOutcome reason, ReadOnlySpan<byte> line)
    {
        writer ??= Create();
        writer.Write(lineNumber);
        writer.Write(',');
        writer.Write(reason.Text());
        writer.Write(",\"");
        writer.Write(Printable(line.Length > RawBytesMax ? line[..RawBytesMax] : line));
        writer.Write("\"\n");
    }

    public void Dispose() => writer?.Dispose();

    private static string Printable(ReadOnlySpan<byte> line)
    {
        StringBuilder text = new(Encoding.UTF8.GetString(line));
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                text[i] = '\uFFFD';
        }

        return text.Replace("\"", "\"\"").ToString();
    }

    private StreamWriter Create()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        StreamWriter created = new(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        created.Write("line,reason,row\n");
        return created;
    }
}
