namespace ImpactService.DataAccess.Stores;

/// <summary>One session's events in stream order, as they stood after a commit.</summary>
/// <param name="CommitNumber">The last commit that is in it.</param>
public sealed record LiveTape(long CommitNumber, StoredEvent[] Events);
