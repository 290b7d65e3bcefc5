using System.Text;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>A CSV body: one header for all of its rows, with a column "sequence" anywhere.</summary>
internal sealed class CsvRowText : IRowText
{
    private readonly CsvFields fields = new();
    private readonly string header;
    private readonly int sequenceColumn;
    private readonly int columnCount;
    private readonly int schema;
    private byte[] scratch = new byte[1024];

    private CsvRowText(string header, int sequenceColumn, int columnCount, int schema) =>
        (this.header, this.sequenceColumn, this.columnCount, this.schema) = (header, sequenceColumn, columnCount, schema);

    /// <exception cref="ImportException">The line is no header of one of the schemas.</exception>
    public static CsvRowText Read(ReadOnlySpan<byte> line, IReadOnlyList<RowSchema> schemas)
    {
        List<string> names = [.. Encoding.UTF8.GetString(line).Split(',').Select(n => n.Trim().Trim('"').ToLowerInvariant())];
        int sequence = names.IndexOf(RowSchema.Sequence);
        if (sequence < 0)
            throw new ImportException(ImportFailure.WrongColumns, $"the header has no column 'sequence'; expected sequence,{string.Join(" or sequence,", schemas.Select(s => s.Columns))}");
        names.RemoveAt(sequence);
        // The one that shares most columns is meant; its parser says what is wrong with the header.
        int best = Enumerable.Range(0, schemas.Count).MaxBy(i => names.Intersect(schemas[i].AllColumns).Count());
        string rest = string.Join(',', names);
        using LineReader check = new(new MemoryStream(Encoding.UTF8.GetBytes(rest + "\n")));
        CsvHeader.Read(check, schemas[best].Columns, "header");
        return new CsvRowText(rest, sequence, names.Count + 1, best);
    }

    public string Header(int schemaIndex) => header;

    public string NameOf(string column) => column;

    public RowOutcome Take(ReadOnlySpan<byte> line, out TakenRow row)
    {
        row = new TakenRow { Schema = schema };
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != columnCount)
            return RowOutcome.WrongColumnCount;
        ReadOnlySpan<byte> sequence = fields.Of(line, sequenceColumn);
        if (!NumberParser.TryParseWhole(sequence, out row.Sequence) || row.Sequence == 0 || IsQuoted(line))
            return RowOutcome.InvalidSequence;
        row.Line = Without(line, sequence.Length);
        return RowOutcome.Accepted;
    }

    private bool IsQuoted(ReadOnlySpan<byte> line) => fields.StartOf(sequenceColumn) is > 0 and int start && line[start - 1] == '"';

    private ReadOnlySpan<byte> Without(ReadOnlySpan<byte> line, int length)
    {
        if (sequenceColumn == 0)
            return line[(line.IndexOf((byte)',') + 1)..];
        if (sequenceColumn == columnCount - 1)
            return line[..line.LastIndexOf((byte)',')];
        int start = fields.StartOf(sequenceColumn);
        if (scratch.Length < line.Length)
            scratch = new byte[2 * line.Length];
        line[..start].CopyTo(scratch);
        ReadOnlySpan<byte> rest = line[(start + length)..];
        rest = rest[(rest.IndexOf((byte)',') + 1)..];
        rest.CopyTo(scratch.AsSpan(start));
        return scratch.AsSpan(0, start + rest.Length);
    }
}
