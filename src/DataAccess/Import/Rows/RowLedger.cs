namespace ImpactService.DataAccess.Import.Rows;

/// <summary>
/// Counts every row of a file by what became of it, hands rejects to the rejects file and stops the import once their share passes the limit.
/// No row leaves the file without being counted here.
/// </summary>
internal sealed class RowLedger(string fileName, double rejectShareMax, RejectsFile? rejectsFile)
{
    /// <summary>
    /// Below this the limit is applied at the end of the file: bad rows come in clusters. A consolidated feed was crossed in 17 of its first 1,660 rows, before the open, and in 190 of all 1,079,935.
    /// </summary>
    public const long RowsBeforeLimit = 100_000;

    private readonly long[] counts = new long[RowOutcomes.Count];
    private long firstRejectLine;
    private RowOutcome firstRejectReason;

    public string FileName => fileName;

    public long Rows { get; private set; }

    public long Rejects { get; private set; }

    public long this[RowOutcome outcome] => counts[(int)outcome];

    /// <exception cref="ImportException">The share of rejected rows has passed the limit.</exception>
    public void Count(RowOutcome outcome, long lineNumber, ReadOnlySpan<byte> line)
    {
        Rows++;
        counts[(int)outcome]++;
        if (outcome.IsReject())
            Reject(outcome, lineNumber, line);
    }

    /// <summary>Turns a row that was counted as something else into a reject: its fate was decided by the row after it.</summary>
    public void Recount(RowOutcome from, RowOutcome to, long lineNumber, ReadOnlySpan<byte> line)
    {
        counts[(int)from]--;
        counts[(int)to]++;
        if (to.IsReject())
            Reject(to, lineNumber, line);
    }

    /// <exception cref="ImportException">The share of rejected rows of the whole file is above the limit.</exception>
    public void Close()
    {
        if (Rejects > rejectShareMax * Rows)
            throw TooMany();
    }

    public IReadOnlyDictionary<string, long> ByReason(bool rejects) => Enumerable.Range(1, counts.Length - 1)
        .Where(i => counts[i] > 0 && ((RowOutcome)i).IsReject() == rejects)
        .ToDictionary(i => ((RowOutcome)i).Text(), i => counts[i]);

    private void Reject(RowOutcome reason, long lineNumber, ReadOnlySpan<byte> line)
    {
        if (Rejects++ == 0)
            (firstRejectLine, firstRejectReason) = (lineNumber, reason);
        rejectsFile?.Add(lineNumber, reason, line);
        if (Rows >= RowsBeforeLimit && Rejects > rejectShareMax * Rows)
            throw TooMany();
    }

    private ImportException TooMany()
    {
        string reasons = string.Join(", ", ByReason(rejects: true).OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value}"));
        return new ImportException(
            ImportFailure.TooManyRejects,
            $"{fileName}: {Rejects} of {Rows} rows rejected ({reasons}), more than the limit of {rejectShareMax:P2}; first at line {firstRejectLine} ({firstRejectReason.Text()}). "
            + $"Nothing of this file was imported; see {rejectsFile?.Path}");
    }
}
