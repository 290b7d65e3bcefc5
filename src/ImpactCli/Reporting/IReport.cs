namespace ImpactService.ImpactCli.Reporting;

/// <summary>Where figures go: a terminal, a log or a file.</summary>
internal interface IReport
{
    void Heading(string text);

    void Line(string text);

    void Table(ReportTable table);
}
