using Spectre.Console;

namespace ImpactService.ImpactCli.Reporting;

/// <summary>Tables with frames and a little colour.</summary>
internal sealed class TerminalReport(IAnsiConsole console) : IReport
{
    public void Heading(string text) => console.Write(new Rule($"[bold]{Markup.Escape(text)}[/]") { Justification = Justify.Left });

    public void Line(string text) => console.WriteLine(text);

    public void Table(ReportTable table)
    {
        Table shown = new() { Title = new TableTitle(Markup.Escape(table.Title)), Border = TableBorder.Rounded };
        for (int i = 0; i < table.Columns.Count; i++)
            shown.AddColumn(new TableColumn(Markup.Escape(table.Columns[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right });
        foreach (IReadOnlyList<string> row in table.Rows)
            shown.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(shown);
    }
}
