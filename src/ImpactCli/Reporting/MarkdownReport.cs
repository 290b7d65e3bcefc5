namespace ImpactService.ImpactCli.Reporting;

/// <summary>Markdown whose tables are aligned, so that a log reads as well as the page.</summary>
internal sealed class MarkdownReport(TextWriter output) : IReport
{
    public void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine($"## {text}");
    }

    public void Line(string text) => output.WriteLine(text);

    public void Table(ReportTable table)
    {
        int[] widths = [.. table.Columns.Select((column, i) => table.Rows.Select(row => row[i].Length).Append(column.Length).Append(2).Max())];
        output.WriteLine();
        output.WriteLine($"**{table.Title}**");
        output.WriteLine();
        output.WriteLine(Row(table.Columns, widths));
        output.WriteLine("|" + string.Join("|", widths.Select((width, i) => new string('-', width + 1) + (i == 0 ? "-" : ":"))) + "|");
        foreach (IReadOnlyList<string> row in table.Rows)
            output.WriteLine(Row(row, widths));
        output.WriteLine();
    }

    private static string Row(IReadOnlyList<string> cells, int[] widths) =>
        "| " + string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + " |";
}
