using ImpactService.ImpactModels.Market;

namespace ImpactService.MarketSimulator;

/// <summary>The mid price of a session as a step function of time, in force from each quote to the next.</summary>
public sealed class MidPath
{
    private readonly long[] timesMicros;
    private readonly double[] mids;

    private MidPath(long[] timesMicros, double[] mids) => (this.timesMicros, this.mids) = (timesMicros, mids);

    public static MidPath From(IEnumerable<MarketEvent> events)
    {
        List<long> times = [];
        List<double> mids = [];
        foreach (MarketEvent e in events)
        {
            if (e.Kind != MarketEventKind.Quote)
                continue;
            times.Add(e.EventTime.UnixMicros);
            mids.Add(e.Quote.Mid);
        }

        return new MidPath([.. times], [.. mids]);
    }

    /// <summary>The mid in force at a time (quotes of that very time included), NaN before the first quote.</summary>
    public double At(Timestamp time)
    {
        int low = 0;
        int high = timesMicros.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (timesMicros[middle] <= time.UnixMicros)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? double.NaN : mids[low - 1];
    }
}
