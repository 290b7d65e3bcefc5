namespace ImpactService.ImpactModels.Features;

/// <summary>The running counts behind <see cref="FeedCounters"/>.</summary>
internal sealed class FeedTally
{
    public long Accepted;
    public long OutsideSession;
    public long AfterClose;
    public long Backfilled;
    public long Stale;
    public long Crossed;
    public long Locked;
    public long Invalid;

    public FeedCounters ToCounters() => new()
    {
        Accepted = Accepted,
        OutsideSession = OutsideSession,
        AfterClose = AfterClose,
        Backfilled = Backfilled,
        Stale = Stale,
        Crossed = Crossed,
        Locked = Locked,
        Invalid = Invalid,
    };
}
