using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// The whole seconds since a session's open. A sample at a second is the state after all events available strictly before it, so a second is passed only when something
/// at or after it is known to follow.
/// </summary>
internal struct SecondGrid(Timestamp open)
{
    private Timestamp next = Timestamp.MaxValue;

    /// <summary>Number of the last passed second since the open; −1 before <see cref="Start"/>.</summary>
    public int Passed { get; private set; } = -1;

    /// <summary>Begins inside the second of the first event: earlier seconds have no state.</summary>
    public void Start(Timestamp first)
    {
        Passed = (int)((first.UnixMicros - open.UnixMicros) / Timestamp.MicrosPerSecond);
        next = new Timestamp(open.UnixMicros + (Passed + 1L) * Timestamp.MicrosPerSecond);
    }

    /// <summary>Passes the next second if it is not after the time.</summary>
    public bool TryPass(Timestamp now)
    {
        if (now < next)
            return false;
        Passed++;
        next = new Timestamp(next.UnixMicros + Timestamp.MicrosPerSecond);
        return true;
    }
}
