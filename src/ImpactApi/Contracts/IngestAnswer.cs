using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What became of the rows of a body. Everything counted here is durable.</summary>
internal sealed record IngestAnswer
{
    /// <summary>The stream that the rows belong to.</summary>
    public required string Stream { get; init; }

    /// <summary>Rows that were judged: accepted, duplicate, rejected or not stored.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that are stored now.</summary>
    public required long Accepted { get; init; }

    /// <summary>Rows at or below the stream's last durable sequence, which were here before.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Bad rows.</summary>
    public required long Rejected { get; init; }

    /// <summary>Accepted rows that came behind later ones of their kind: they are known from when they came, and no estimate for an earlier time uses them.</summary>
    public required long Late { get; init; }

    /// <summary>The bad rows by reason.</summary>
    public required IReadOnlyList<RowReasonAnswer> RejectedByReason { get; init; }

    /// <summary>Rows that are not stored for a reason that is no fault, such as outside the session.</summary>
    public required IReadOnlyList<RowReasonAnswer> NotStoredByReason { get; init; }

    /// <summary>Every row of the stream up to here was judged. Send on from the next one.</summary>
    public required long LastSequence { get; init; }
}

/// <summary>Rows that were not stored for one reason.</summary>
internal sealed record RowReasonAnswer
{
    /// <summary>The reason, as in the file import.</summary>
    /// <example>non-positive-price</example>
    public required string Reason { get; init; }

    /// <summary>How many rows.</summary>
    public required long Count { get; init; }

    /// <summary>The first of them, at most three.</summary>
    public required IReadOnlyList<RowFaultAnswer> Examples { get; init; }
}

/// <summary>One bad row.</summary>
internal sealed record RowFaultAnswer
{
    /// <summary>Line of the body, counted from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The row's sequence; null where it says none.</summary>
    public long? Sequence { get; init; }

    /// <summary>The field at fault; null when it is the row as a whole.</summary>
    /// <example>price</example>
    public string? Field { get; init; }

    /// <summary>What was sent, cut to 100 characters.</summary>
    /// <example>-5</example>
    public string? Value { get; init; }

    /// <summary>What would be valid.</summary>
    public required string Expected { get; init; }
}

/// <summary>How far a stream has come.</summary>
internal sealed record StreamAnswer
{
    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>Every row of the stream up to here was judged. Send on from the next one.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Rows of the stream that were stored, since its beginning.</summary>
    public required long Accepted { get; init; }

    /// <summary>Rows of the stream that were rejected, since its beginning.</summary>
    public required long Rejected { get; init; }

    /// <summary>When its last rows became durable.</summary>
    public required Timestamp LastTime { get; init; }
}
