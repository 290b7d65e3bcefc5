using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>The last mids with distinct times, so that a trade can ask for the one in force strictly before it although quotes of its own stamp, or later ones, came first.</summary>
internal sealed class QuoteTrail
{
    /// <summary>
    /// A trade that is reported late looks back past the quotes of the meantime; 64 cover some milliseconds of the busiest stream and seconds of a usual one.
    /// Beyond them the mid is unknown and the tick rule decides.
    /// </summary>
    internal const int Capacity = 64;

    private readonly Timestamp[] times = new Timestamp[Capacity];
    private readonly double[] mids = new double[Capacity];
    private int count;
    private int last = -1;

    /// <summary>Times must not go back (the caller drops older quotes); a quote of the same time replaces the one before.</summary>
    public void Add(Timestamp time, double mid)
    {
        if (count > 0 && time <= times[last])
        {
            mids[last] = mid;
            return;
        }

        last = (last + 1) % Capacity;
        (times[last], mids[last]) = (time, mid);
        count = Math.Min(count + 1, Capacity);
    }

    /// <summary>Mid of the latest quote with a time strictly before the given one; NaN when none is remembered.</summary>
    public double MidBefore(Timestamp time)
    {
        for (int back = 0; back < count; back++)
        {
            int i = (last - back + Capacity) % Capacity;
            if (times[i] < time)
                return mids[i];
        }

        return double.NaN;
    }

    public void Clear() => (count, last) = (0, -1);
}
