namespace ImpactService.DataAccess.Import.Reading;

/// <summary>
/// Fields of one CSV line as ranges of it. A field may stand in double quotes and then hold commas; a quote inside is doubled (RFC 4180), which only free text does.
/// Lines never span rows.
/// </summary>
internal sealed class CsvFields
{
    /// <summary>More columns than any format has: a line with more is cut here and fails the column count.</summary>
    public const int FieldsMax = 64;

    private readonly int[] starts = new int[FieldsMax + 1];
    private readonly int[] ends = new int[FieldsMax + 1];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, int index) => line[starts[index]..ends[index]];

    /// <summary>Where the field's text begins in the line.</summary>
    public int StartOf(int index) => starts[index];

    /// <returns>False when a quoted field does not end where it must.</returns>
    public bool TrySplit(ReadOnlySpan<byte> line)
    {
        Count = 0;
        int position = 0;
        while (Count <= FieldsMax)
        {
            int end;
            if (position < line.Length && line[position] == '"')
            {
                if (!TryTakeQuoted(line, position, out end))
                    return false;
            }
            else
            {
                int comma = line[position..].IndexOf((byte)',');
                end = comma < 0 ? line.Length : position + comma;
                Add(position, end);
            }

            if (end >= line.Length)
                return true;
            position = end + 1;
        }

        return true;
    }

    private bool TryTakeQuoted(ReadOnlySpan<byte> line, int open, out int end)
    {
        int close = open + 1;
        while (true)
        {
            int quote = line[close..].IndexOf((byte)'"');
            end = close + quote + 1;
            if (quote < 0)
                return false;
            if (end >= line.Length || line[end] != '"')
                break;
            close = end + 1;
        }

        Add(open + 1, end - 1);
        return end >= line.Length || line[end] == ',';
    }

    private void Add(int start, int end)
    {
        starts[Count] = start;
        ends[Count] = end;
        Count++;
    }
}
