namespace ImpactService.ImpactCli.Reporting;

/// <summary>A titled table of finished texts. The first column is a label; the others are figures and stand on the right.</summary>
internal sealed class ReportTable(string title, params IReadOnlyList<string> columns)
{
    private readonly List<IReadOnlyList<string>> rows = [];

    public string Title { get; } = title;

    public IReadOnlyList<string> Columns { get; } = columns;

    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    /// <exception cref="ArgumentException">Another number of cells than columns.</exception>
    public void Add(params IReadOnlyList<string> cells)
    {
        if (cells.Count != Columns.Count)
            throw new ArgumentException($"{cells.Count} cells in a table of {Columns.Count} columns", nameof(cells));
        rows.Add(cells);
    }
}
