using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>The trades of one session in event-time order, column by column. Trades without a positive, finite price and size are not in it; unsigned ones are, with sign 0.</summary>
public sealed class TradePath
{
    private readonly long[] times;
    private readonly double[] prices;
    private readonly double[] sizes;
    private readonly sbyte[] signs;
    private readonly int[] positions;

    internal TradePath(long[] times, double[] prices, double[] sizes, sbyte[] signs, int[] positions) =>
        (this.times, this.prices, this.sizes, this.signs, this.positions) = (times, prices, sizes, signs, positions);

    public int Count => prices.Length;

    /// <summary>Event times in microseconds, non-decreasing.</summary>
    public ReadOnlySpan<long> TimesMicros => times;

    public ReadOnlySpan<double> Prices => prices;

    /// <summary>Units of the instrument.</summary>
    public ReadOnlySpan<double> Sizes => sizes;

    /// <summary>+1 buyer-initiated, −1 seller-initiated, 0 unsigned.</summary>
    public ReadOnlySpan<sbyte> Signs => signs;

    /// <summary>Place of each trade in the merged event order of quotes and trades.</summary>
    internal ReadOnlySpan<int> Positions => positions;

    public Timestamp TimeAt(int index) => new(times[index]);

    /// <summary>Index of the first trade after a time (those stamped with it have happened).</summary>
    internal int FirstAfter(Timestamp time) => TimeSearch.CountAtOrBefore(times, time.UnixMicros);

    /// <summary>The same trades with other signs: for negative controls. One sign per trade.</summary>
    internal TradePath WithSigns(sbyte[] otherSigns) => new(times, prices, sizes, otherSigns, positions);

    internal static bool IsUsable(in Trade trade) => trade.Price > 0 && trade.Price < double.PositiveInfinity && trade.Size > 0 && trade.Size < double.PositiveInfinity;
}
