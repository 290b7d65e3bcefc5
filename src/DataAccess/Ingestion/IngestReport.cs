using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>How a body is written.</summary>
public enum StreamFormat
{
    Csv,
    Ndjson,
}

/// <summary>One body of a stream.</summary>
/// <param name="After">The sequence that the client takes for the last one before its first row; null where sequences have no gaps.</param>
/// <param name="Session">Trading hours of instruments that are new to the store; null: rows of unknown instruments are rejected.</param>
/// <param name="Currency">Of new instruments; null: US dollars.</param>
public sealed record IngestRequest(IngestStream Stream, StreamFormat Format, long? After = null, TradingCalendar? Session = null, string? Currency = null);

/// <summary>Why a body was not taken to its end. What was durable before stays, and the report says how far that is.</summary>
public enum IngestFailure
{
    /// <summary>Another request writes this stream.</summary>
    Busy,

    /// <summary>Another process has written this stream meanwhile.</summary>
    Moved,

    /// <summary>Rows before the body's first are missing: they would count as duplicates when they come.</summary>
    SequenceGap,

    /// <summary>The header, or the session of an instrument, is not what it must be.</summary>
    Refused,
    TooLarge,
    TooSlow,
    StoreUnavailable,
}

/// <summary>Rows that were not stored for one reason.</summary>
public sealed record RowReason(string Reason, long Count, IReadOnlyList<RowFault> Examples);

/// <summary>What became of a body's rows, counted when it was durable.</summary>
public sealed class IngestReport
{
    /// <summary>Enough to see what is wrong.</summary>
    internal const int ExamplesMax = 3;

    private readonly SortedDictionary<RowOutcome, Reason> reasons = [];

    public long Rows { get; private set; }

    /// <summary>Stored.</summary>
    public long Accepted { get; internal set; }

    /// <summary>Rows at or below the last durable sequence: here already.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Stored rows that came behind later ones and are known from when they came.</summary>
    public long Late { get; internal set; }

    public long LastSequence { get; internal set; }

    /// <summary>Transactions.</summary>
    public int Batches { get; internal set; }

    public IngestFailure? Failure { get; private set; }

    public string? FailureText { get; private set; }

    public long Rejected => reasons.Where(r => r.Key.IsReject()).Sum(r => r.Value.Count);

    /// <summary>Bad rows, by reason.</summary>
    public IReadOnlyList<RowReason> Rejects => Select(isReject: true);

    /// <summary>Rows that are not stored for a reason that is no fault, such as outside the session.</summary>
    public IReadOnlyList<RowReason> NotStored => Select(isReject: false);

    internal IngestReport Fail(IngestFailure failure, string text)
    {
        (Failure, FailureText) = (failure, text);
        return this;
    }

    /// <summary>Counts the rows of a batch that has been committed, or had nothing to commit.</summary>
    internal void Add(BatchRows rows, long late)
    {
        Rows += rows.Ledger.Rows + rows.Duplicates;
        Duplicates += rows.Duplicates;
        Late += late;
        foreach (RowOutcome outcome in Enum.GetValues<RowOutcome>().Where(o => o != RowOutcome.Accepted && rows.Ledger[o] > 0))
        {
            if (!reasons.TryGetValue(outcome, out Reason? reason))
                reasons.Add(outcome, reason = new Reason());
            reason.Count += rows.Ledger[outcome];
            reason.Examples.AddRange(rows.Examples.Where(e => e.Outcome == outcome).Select(e => e.Fault).Take(ExamplesMax - reason.Examples.Count));
        }
    }

    private List<RowReason> Select(bool isReject) => [.. reasons.Where(r => r.Key.IsReject() == isReject).Select(r => new RowReason(r.Key.Text(), r.Value.Count, r.Value.Examples))];

    private sealed class Reason
    {
        public long Count { get; set; }

        public List<RowFault> Examples { get; } = [];
    }
}
