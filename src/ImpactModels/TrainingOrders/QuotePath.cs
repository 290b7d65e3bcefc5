using System.Runtime.CompilerServices;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// The best bid and offer of one session as a step function of event time, over arrays: any lookup is one binary search.
/// Crossed, non-positive and NaN quotes are not in it (the quote before them stays in force); locked ones are.
/// </summary>
public sealed class QuotePath
{
    private readonly long[] times;
    private readonly Quote[] quotes;
    private readonly int[] positions;

    internal QuotePath(long[] times, Quote[] quotes, int[] positions) => (this.times, this.quotes, this.positions) = (times, quotes, positions);

    public int Count => quotes.Length;

    public ref readonly Quote this[int index] => ref quotes[index];

    /// <summary>Event times in microseconds, non-decreasing.</summary>
    internal ReadOnlySpan<long> TimesMicros => times;

    /// <summary>Place of each quote in the merged event order of quotes and trades.</summary>
    internal ReadOnlySpan<int> Positions => positions;

    public Timestamp TimeAt(int index) => new(times[index]);

    /// <summary>Quote in force at a time: the last one at or before it; −1 before the first.</summary>
    public int IndexAtOrBefore(Timestamp time) => TimeSearch.CountAtOrBefore(times, time.UnixMicros) - 1;

    /// <summary>Quote in force just before a time: the last one with a smaller time stamp; −1 where there is none.</summary>
    public int IndexBefore(Timestamp time) => TimeSearch.CountBefore(times, time.UnixMicros) - 1;

    /// <summary>Mid in force at a time; NaN before the first quote.</summary>
    public double MidAt(Timestamp time)
    {
        int index = IndexAtOrBefore(time);
        return index < 0 ? double.NaN : quotes[index].Mid;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsUsable(in Quote quote) => quote.Bid > 0 && quote.Ask >= quote.Bid && quote.Ask < double.PositiveInfinity;
}
