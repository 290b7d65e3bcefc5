using System.Text;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>The columns of a CSV format by name: which a file must have, which it may have. The order in the file is free; a name that is not known is refused, because it may be a misspelt one that matters.</summary>
internal sealed record CsvColumns(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public override string ToString() => string.Join(',', Required) + (Optional.Count == 0 ? "" : $"[,{string.Join(',', Optional)}]");
}

/// <summary>Where the columns of one file stand.</summary>
internal sealed class CsvHeader
{
    /// <summary>A line of binary garbage may hold thousands of "columns".</summary>
    private const int ProblemsMax = 3;

    private const int NameLengthMax = 40;

    private readonly Dictionary<string, int> positions;

    private CsvHeader(Dictionary<string, int> positions) => this.positions = positions;

    public int Count => positions.Count;

    /// <summary>Position of the column, −1 when the file does not have it.</summary>
    public int this[string name] => positions.GetValueOrDefault(name, -1);

    /// <exception cref="ImportException">The first line is no header with these columns.</exception>
    public static CsvHeader Read(LineReader lines, CsvColumns columns, string fileName)
    {
        if (!lines.TryRead(out ReadOnlySpan<byte> line))
            throw new ImportException(ImportFailure.Empty, $"{fileName}: has no header; expected the columns {columns}");
        string[] names = [.. Encoding.UTF8.GetString(line).Split(',').Select(n => n.Trim().Trim('"').ToLowerInvariant())];
        string[] problems = [
            .. columns.Required.Except(names).Take(ProblemsMax).Select(n => $"'{n}' is missing"),
            .. names.Except(columns.Required).Except(columns.Optional).Take(ProblemsMax).Select(n => $"'{Shorten(n)}' is unknown"),
            .. names.CountBy(n => n).Where(n => n.Value > 1).Take(ProblemsMax).Select(n => $"'{Shorten(n.Key)}' appears {n.Value} times"),
        ];
        return problems.Length == 0
            ? new CsvHeader(names.Index().ToDictionary(n => n.Item, n => n.Index))
            : throw new ImportException(ImportFailure.WrongColumns, $"{fileName}: wrong columns: {string.Join(", ", problems)}; expected the header {columns} in any order");
    }

    private static string Shorten(string name)
    {
        string printable = new([.. name.Take(NameLengthMax).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        return name.Length > NameLengthMax ? printable + "…" : printable;
    }
}
