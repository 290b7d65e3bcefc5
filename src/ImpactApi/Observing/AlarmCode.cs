namespace ImpactService.ImpactApi.Observing;

/// <summary>What somebody has to look at. On the wire in camel case; docs/OPERATIONS.md says of each what to do.</summary>
internal enum AlarmCode
{
    /// <summary>PostgreSQL does not answer.</summary>
    StoreUnreachable,

    /// <summary>The queue of answers is full: answers say recorded: false.</summary>
    RecorderFull,

    /// <summary>The spool on disk is full: answers say recorded: false.</summary>
    SpoolFull,

    /// <summary>The disk takes no more.</summary>
    DiskFull,

    /// <summary>Rows that the store refused, and that are not stored.</summary>
    RowsRefused,

    /// <summary>The store's active model cannot be used; another one goes on.</summary>
    ModelRefused,

    /// <summary>A feed is connected but says nothing.</summary>
    FeedSilent,

    /// <summary>A feed repeats one quote, or bids above the ask.</summary>
    FeedFaulty,

    /// <summary>An instrument's market is far beyond the training range.</summary>
    CircuitOpen,

    /// <summary>The broker does not answer.</summary>
    BusUnreachable,

    /// <summary>Messages that cannot be read are in the dead-letter queue.</summary>
    DeadLetters,

    /// <summary>Rows of a stream on the bus are missing; what came after them is held.</summary>
    StreamGap,

    /// <summary>This machine's clock has jumped.</summary>
    ClockJumped,
}
