using System.Globalization;
using ImpactService.DataAccess.Import;

namespace ImpactService.ImpactCli.Importing;

/// <summary>One finished file in one line.</summary>
internal static class ImportLine
{
    public static string Of(FileReport report)
    {
        if (report.IsDuplicate)
            return $"{report.FileName}: already imported, nothing added";
        string rejects = report.RejectCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {report.RejectCount:N0} rejected ({ImportTotals.Reasons(report.Rejects)}), see {report.RejectsFile}");
        double rate = report.Rows / Math.Max(report.Elapsed.TotalSeconds, 1e-3);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.FileName}: {ImportTotals.Plural(report.Rows, "row")}, {ImportTotals.Counts(report)}{rejects}; {report.Elapsed.TotalSeconds:F1} s, {rate:N0} rows/s");
    }
}
