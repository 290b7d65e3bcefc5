namespace ImpactService.DataAccess.Import.Rows;

/// <summary>What became of one row of a file. Everything from <see cref="Unparsable"/> on is a reject; what lies before it is not stored for a stated reason that says nothing bad about the file.</summary>
internal enum RowOutcome
{
    Accepted,

    /// <summary>Half of an update: the row that follows completes it.</summary>
    MergedWithNext,
    OutsideSession,
    TradeCondition,
    Suspicious,
    Auction,
    Halt,
    OneSidedBook,
    OtherStream,

    Unparsable,
    WrongColumnCount,
    LineTooLong,
    InvalidSymbol,
    UnknownInstrument,
    UnknownType,
    InvalidSide,
    InvalidText,
    TimeOutOfRange,
    TimeGoingBack,
    NonPositivePrice,
    NonPositiveSize,
    NegativeSize,
    OutOfRange,
    Crossed,
    LevelsOutOfOrder,
    UnequalLevels,
    InvalidBar,
    InvalidFraction,
    EndBeforeArrival,
    DuplicateOrder,
    UnknownOrder,
    OutsideOrder,
    ExceedsOrder,
    UnknownField,
    InTheFuture,
    InvalidSequence,
    SequenceGoingBack,
}

internal static class RowOutcomes
{
    private static readonly string[] names = [.. Enum.GetNames<RowOutcome>().Select(Hyphenate)];

    public static int Count => names.Length;

    public static bool IsReject(this RowOutcome outcome) => outcome >= RowOutcome.Unparsable;

    /// <summary>As it stands in summaries, in the rejects file and in the store: "time-going-back".</summary>
    public static string Text(this RowOutcome outcome) => names[(int)outcome];

    private static string Hyphenate(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
