using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import;

/// <summary>What one file brought.</summary>
/// <param name="IsDuplicate">The file is in the store already: nothing was added.</param>
/// <param name="Rows">Rows of the file, headers not counted.</param>
/// <param name="Trades">Stored trades; likewise quotes and depth snapshots. A row may bring several of them, or none.</param>
/// <param name="OtherRows">Stored bars, orders, fills or signals.</param>
/// <param name="NotStored">Rows that are not stored for a stated reason that is no fault: outside the session, trade condition, merged with the row after, ...</param>
/// <param name="Rejects">Bad rows by reason; they stand in <paramref name="RejectsFile"/>.</param>
/// <param name="RejectsFile">Null when there are none.</param>
/// <param name="Notes">What the user should know beside the figures.</param>
public sealed record FileReport(
    string FileName,
    bool IsDuplicate,
    long Rows,
    long Trades,
    long Quotes,
    long DepthSnapshots,
    long OtherRows,
    SignShares Signs,
    IReadOnlyDictionary<string, long> NotStored,
    IReadOnlyDictionary<string, long> Rejects,
    string? RejectsFile,
    IReadOnlyList<string> Notes,
    TimeSpan Elapsed,
    ImportReceipt? Receipt)
{
    public long Stored => Trades + Quotes + DepthSnapshots + OtherRows;

    public long RejectCount => Rejects.Values.Sum();
}

/// <summary>How the aggressors of the stored trades were found.</summary>
public readonly record struct SignShares(long Given, long Quote, long Tick, long Unsigned)
{
    public static SignShares operator +(SignShares a, SignShares b) => new(a.Given + b.Given, a.Quote + b.Quote, a.Tick + b.Tick, a.Unsigned + b.Unsigned);

    public SignShares Add(SignShares other) => this + other;
}

/// <summary>Where an import is: the file, its bytes (uncompressed) and the rows so far.</summary>
public readonly record struct ImportProgress(string FileName, int FileNumber, int FileCount, long BytesRead, long BytesTotal, long Rows);
