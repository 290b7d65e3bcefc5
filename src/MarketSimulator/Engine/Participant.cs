using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Book;

namespace ImpactService.MarketSimulator.Engine;

/// <summary>
/// A population of traders (or one trader). It acts only when woken, on what the venue shows, and draws from its own random stream a number of times that does not depend on
/// what others did: two runs that differ in one parent order share all other intentions, which is what makes a counterfactual sharp.
/// </summary>
internal abstract class Participant(Venue venue)
{
    protected Venue Venue { get; } = venue;

    /// <summary>Its number in the venue, given when it joins.</summary>
    public int Index { get; set; }

    /// <summary>Before the open: fill the book, make the first plans.</summary>
    public abstract void Start();

    public abstract void Wake(int tag, int stamp);

    /// <summary>From here on it draws other random numbers; what it has decided stays decided.</summary>
    public virtual void Diverge(ulong key)
    {
    }

    /// <summary>One of its resting orders, of that side, was met.</summary>
    public virtual void OnFill(in BookMatch match, Side side)
    {
    }

    protected void WakeAfter(double seconds, int tag = 0, int stamp = 0) => Venue.WakeAt(Venue.NowMicros + (long)(seconds * 1e6) + 1, Index, tag, stamp);
}
