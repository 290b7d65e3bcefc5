using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>Runs one file through its parser on the calling thread, row by row, and keeps count.</summary>
internal static class RowPump
{
    /// <summary>Often enough for a progress bar and for Ctrl-C, too seldom to cost anything.</summary>
    private const long RowsBetweenReports = 4_096;

    /// <param name="report">Gets the bytes and rows so far.</param>
    public static void Run(LineReader lines, IRowParser parser, RowLedger ledger, Action<long, long> report, CancellationToken cancellationToken)
    {
        parser.Start(lines);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            // The parser sees every line: one that pairs two files must not lose step.
            RowOutcome outcome = parser.Take(line, lines.LineNumber);
            ledger.Count(lines.IsCut && outcome.IsReject() ? RowOutcome.LineTooLong : outcome, lines.LineNumber, line);
            if (ledger.Rows % RowsBetweenReports == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                report(lines.BytesRead, ledger.Rows);
            }
        }

        parser.Finish();
        if (ledger.Rows == 0)
            throw new ImportException(ImportFailure.Empty, $"{ledger.FileName}: the file has no rows");
        ledger.Close();
        report(lines.BytesRead, ledger.Rows);
    }
}
