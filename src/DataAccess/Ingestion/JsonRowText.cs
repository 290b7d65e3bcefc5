using System.Text;
using System.Text.Json;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>
/// An NDJSON body: one object a line, members named as the CSV columns in camel case, numbers as numbers or strings, levels of depth as arrays. Each is written again as a CSV line for the
/// parser of its type: a few hundred nanoseconds, and one set of rules.
/// </summary>
internal sealed class JsonRowText : IRowText
{
    private readonly IReadOnlyList<RowSchema> schemas;
    private readonly string[] columns;
    private readonly byte[][] names;
    private readonly int[][] layouts;
    private readonly byte[][] types;
    private readonly int[] typeSchemas;
    private readonly int typeSlot;
    private readonly JsonValues values;
    private byte[] line = new byte[1024];

    public JsonRowText(IReadOnlyList<RowSchema> schemas)
    {
        this.schemas = schemas;
        columns = [RowSchema.Sequence, RowSchema.Type, .. schemas.SelectMany(s => s.AllColumns).Distinct().Where(c => c != RowSchema.Type)];
        names = [.. columns.Select(c => Encoding.UTF8.GetBytes(RowSchema.MemberName(c)))];
        layouts = [.. schemas.Select(s => s.AllColumns.Select(c => Array.IndexOf(columns, c)).ToArray())];
        types = [.. schemas.SelectMany(s => s.Types).Select(Encoding.UTF8.GetBytes)];
        typeSchemas = [.. schemas.SelectMany((s, i) => s.Types.Select(_ => i))];
        typeSlot = 1;
        values = new JsonValues([.. columns.Select(RowSchema.IsList)]);
    }

    public string Header(int schema) => string.Join(',', schemas[schema].AllColumns);

    public string NameOf(string column) => RowSchema.MemberName(column);

    public RowOutcome Take(ReadOnlySpan<byte> json, out TakenRow row)
    {
        row = default;
        RowOutcome outcome = values.Read(json, names);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        if (!NumberParser.TryParseWhole(values[0], out row.Sequence) || row.Sequence == 0)
            return RowOutcome.InvalidSequence;
        row.Schema = FindSchema(values[typeSlot]);
        if (row.Schema < 0)
            return RowOutcome.UnknownType;
        if (!values.AreAllIn(layouts[row.Schema], typeSlot))
            return RowOutcome.UnknownField;
        row.Line = Write(layouts[row.Schema]);
        return RowOutcome.Accepted;
    }

    private int FindSchema(ReadOnlySpan<byte> type)
    {
        if (types.Length == 0)
            return type.IsEmpty ? 0 : -1;
        for (int i = 0; i < types.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(type, types[i]))
                return typeSchemas[i];
        }

        return -1;
    }

    private ReadOnlySpan<byte> Write(int[] layout)
    {
        // Every byte may be a quote that is doubled; a comma and two quotes around each field.
        int bytesMax = 2 * values.Bytes + 3 * layout.Length;
        if (line.Length < bytesMax)
            line = new byte[2 * bytesMax];
        int length = 0;
        for (int i = 0; i < layout.Length; i++)
        {
            if (i > 0)
                line[length++] = (byte)',';
            length += WriteField(values[layout[i]], line.AsSpan(length));
        }

        return line.AsSpan(0, length);
    }

    private static int WriteField(ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (value.IndexOfAny((byte)',', (byte)'"') < 0)
        {
            value.CopyTo(target);
            return value.Length;
        }

        int length = 0;
        target[length++] = (byte)'"';
        foreach (byte b in value)
        {
            if (b == '"')
                target[length++] = b;
            target[length++] = b;
        }

        target[length++] = (byte)'"';
        return length;
    }
}
