using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// Where rows come from. A file is known by (<paramref name="Name"/>, <paramref name="FileHash"/>): importing it again adds nothing.
/// <paramref name="Name"/> is the feed and, where the bytes of a file do not say it, what they are about ("lean/ibm/20131007/trade");
/// <paramref name="FileHash"/> is the hexadecimal SHA-256 of the file's bytes; <paramref name="FileName"/> is for people.
/// </summary>
public sealed record ImportSource(string Name, string FileName, string FileHash);

/// <summary>What one source holds for one instrument.</summary>
public sealed record ImportSpan(int InstrumentId, Timestamp FirstEventTime, Timestamp LastEventTime, long Trades, long Quotes, long DepthSnapshots)
{
    public long Rows => Trades + Quotes + DepthSnapshots;
}

/// <summary>An import that has been committed.</summary>
public sealed record ImportReceipt(int SourceId, long Rows, IReadOnlyList<ImportSpan> Spans)
{
    /// <summary>Its place in the order of commits.</summary>
    public long CommitNumber { get; init; }
}

/// <summary>A span with its place in the order of commits: a reader that remembers the highest number it has seen misses nothing.</summary>
public sealed record CommittedSpan(long CommitNumber, int SourceId, string Symbol, ImportSpan Span);

/// <summary>A line of the list of imports.</summary>
public sealed record ImportSummary(int SourceId, string Name, string FileName, string FileHash, string Status, long Rows, long Rejects, string RejectsJson, string? Reason, Timestamp ImportedTime);
