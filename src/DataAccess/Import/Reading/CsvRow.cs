using System.Text;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>One line of a CSV file with a header, read column by column. A column that the file does not have reads as empty.</summary>
internal ref struct CsvRow(CsvFields fields, ReadOnlySpan<byte> line, Rfc3339Parser times)
{
    private readonly ReadOnlySpan<byte> line = line;

    /// <param name="column">Position of the column; −1 for one that the file does not have.</param>
    public readonly ReadOnlySpan<byte> Text(int column) => column < 0 ? default : fields.Of(line, column);

    public readonly bool TryTime(int column, out Timestamp time) => times.TryParse(Text(column), out time);

    /// <summary>The time, or <paramref name="absent"/> where the field is empty.</summary>
    public readonly bool TryTime(int column, Timestamp absent, out Timestamp time)
    {
        time = absent;
        ReadOnlySpan<byte> text = Text(column);
        return text.IsEmpty || times.TryParse(text, out time);
    }

    public readonly bool TryNumber(int column, out double value) => NumberParser.TryParse(Text(column), out value);

    /// <summary>The number, or <paramref name="absent"/> where the field is empty.</summary>
    public readonly bool TryNumber(int column, double absent, out double value)
    {
        value = absent;
        ReadOnlySpan<byte> text = Text(column);
        return text.IsEmpty || NumberParser.TryParse(text, out value);
    }

    /// <summary>Null where the field is empty.</summary>
    public readonly bool TryNumber(int column, out double? value)
    {
        bool isParsed = TryNumber(column, double.NaN, out double number);
        value = Text(column).IsEmpty ? null : number;
        return isParsed;
    }

    /// <summary>Free text, where a quote inside quotes is doubled.</summary>
    public readonly string String(int column) => Encoding.UTF8.GetString(Text(column)).Replace("\"\"", "\"", StringComparison.Ordinal);
}
