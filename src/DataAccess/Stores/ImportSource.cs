namespace ImpactService.DataAccess.Stores;

/// <summary>
/// Where rows come from. A file is known by (<paramref name="Name"/>, <paramref name="FileHash"/>): importing it again adds nothing.
/// <paramref name="Name"/> is the feed and, where the bytes of a file do not say it, what they are about ("lean/ibm/20131007/trade");
/// <paramref name="FileHash"/> is the hexadecimal SHA-256 of the file's bytes; <paramref name="FileName"/> is for people.
/// </summary>
public sealed record ImportSource(string Name, string FileName, string FileHash);

/// <summary>What one source holds for one instrument.</summary>
public sealed record ImportSpan(int InstrumentId, ImpactModels.Market.Timestamp FirstEventTime, ImpactModels.Market.Timestamp LastEventTime, long Trades, long Quotes, long DepthSnapshots)
{
    public long Rows => Trades + Quotes + DepthSnapshots;
}

/// <summary>An import that has been committed.</summary>
public sealed record ImportReceipt(int SourceId, long Rows, IReadOnlyList<ImportSpan> Spans);
