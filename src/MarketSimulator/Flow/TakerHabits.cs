using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>How takers react to what the book offers: they rarely take more than the touch shows, and wait when the spread is unusually wide (selective liquidity taking).</summary>
internal static class TakerHabits
{
    /// <summary>Share of orders that stop at the touch instead of walking the book.</summary>
    private const double PatientShare = 0.97;

    /// <summary>A spread this many times its usual width keeps every second noise trader away.</summary>
    private const double WideSpread = 1.5;

    /// <summary>Lots to take now out of those wanted. <paramref name="mood"/> is uniform in [0, 1).</summary>
    public static int SizeNow(Venue venue, Side side, int wantedLots, double mood)
    {
        if (venue.Book.Best(side.Opposite()) is not { } touch)
            return 0;
        return mood < PatientShare ? Math.Min(wantedLots, venue.Book.VolumeLots(touch)) : wantedLots;
    }

    public static bool IsPutOff(Venue venue, double usualSpreadTicks, double mood) => mood * venue.SpreadTicks > WideSpread * 0.5 * (usualSpreadTicks + 1);
}
