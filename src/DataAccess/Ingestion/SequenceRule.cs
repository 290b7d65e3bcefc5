namespace ImpactService.DataAccess.Ingestion;

/// <summary>What a row's sequence means in its stream.</summary>
internal enum SequenceVerdict
{
    New,
    Duplicate,
    GoingBack,
    Gap,
}

/// <summary>
/// Sequences rise within a stream. At or below the last durable one a row is here already; between that and the row before it in the same body it goes back. The first new row of a body
/// must follow the last durable one, unless the client says after which sequence it comes: two bodies that overtake each other would otherwise lose the rows of the slower one as duplicates.
/// </summary>
internal sealed class SequenceRule
{
    private readonly long durable;
    private readonly long? after;
    private bool isJoined;

    /// <param name="durable">The stream's last durable sequence when the body began.</param>
    /// <param name="after">What the client says comes before its first row.</param>
    public SequenceRule(long durable, long? after)
    {
        (this.durable, this.after, Last) = (durable, after, durable);
        isJoined = after is not null;
    }

    /// <summary>The highest sequence that was taken.</summary>
    public long Last { get; private set; }

    /// <summary>Null when the body may follow.</summary>
    public string? GapBefore() => after > durable ? Text(after.Value + 1) : null;

    public string Text(long sequence) => FormattableString.Invariant(
        $"the stream's last durable sequence is {durable}, and the body begins with {sequence}: rows between would count as duplicates when they come later. Send from {durable + 1} on, or say after={durable} where sequences have gaps");

    public SequenceVerdict Judge(long sequence)
    {
        if (sequence <= durable)
            return SequenceVerdict.Duplicate;
        if (sequence <= Last)
            return SequenceVerdict.GoingBack;
        if (!isJoined && sequence != durable + 1)
            return SequenceVerdict.Gap;
        isJoined = true;
        Last = sequence;
        return SequenceVerdict.New;
    }
}
