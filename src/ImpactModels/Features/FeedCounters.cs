namespace ImpactService.ImpactModels.Features;

/// <summary>What became of the events that an engine was fed, since it was made: the raw material of feed health.</summary>
public readonly record struct FeedCounters
{
    /// <summary>Entered every feature.</summary>
    public long Accepted { get; init; }

    /// <summary>Happened outside regular hours.</summary>
    public long OutsideSession { get; init; }

    /// <summary>Happened in a session but became known after its close.</summary>
    public long AfterClose { get; init; }

    /// <summary>Known so late that it only counts for the day's volume (trades) or not at all (quotes, depth).</summary>
    public long Backfilled { get; init; }

    /// <summary>Quotes and depth older than those in force.</summary>
    public long Stale { get; init; }

    /// <summary>Quotes and depth with a bid above the ask.</summary>
    public long Crossed { get; init; }

    /// <summary>Bid equal to ask; accepted, too.</summary>
    public long Locked { get; init; }

    /// <summary>Prices or sizes that are no positive numbers, and one-sided quotes.</summary>
    public long Invalid { get; init; }
}
