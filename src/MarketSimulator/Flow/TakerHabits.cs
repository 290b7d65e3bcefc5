using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// How takers react to what the book offers: they take more where more is shown, rarely walk the book, and wait when the spread is unusually wide (selective liquidity taking;
/// Farmer et al. 2004, "What really causes large price changes?").
/// </summary>
internal sealed class TakerHabits(Venue venue, MarketProfile profile)
{
    /// <summary>Share of orders that stop at the touch instead of walking the book.</summary>
    private const double PatientShare = 0.97;

    /// <summary>Power of the touch's size in the size taken: nearly in proportion, as on real markets.</summary>
    private const double TouchPower = 0.8;

    /// <summary>A spread this many times its usual width keeps every second taker away.</summary>
    private const double WideSpread = 1.5;

    private readonly double usualSpreadTicks = 2 * profile.MakerHalfSpreadTicks + 1;
    private readonly double usualTouchLots = profile.UsualTouchInMakerOrders * profile.MakerSizeInTakers * profile.TakerSizeLots;

    /// <summary>Lots to take now out of those wanted, 0 where nothing is offered. <paramref name="mood"/> is uniform in [0, 1).</summary>
    public int LotsNow(Side side, double ordinaryLots, double wantedLots, double mood)
    {
        if (venue.Book.Best(side.Opposite()) is not { } touch)
            return 0;
        int shown = venue.Book.VolumeLots(touch);
        double lots = Math.Min(ordinaryLots * Math.Pow(shown / usualTouchLots, TouchPower), wantedLots);
        return Math.Max(1, (int)Math.Round(mood < PatientShare ? Math.Min(lots, shown) : lots));
    }

    /// <summary>True for a taker who prefers to wait. <paramref name="mood"/> is uniform in [0, 1).</summary>
    public bool IsPutOff(double mood) => mood * venue.SpreadTicks > 0.5 * WideSpread * usualSpreadTicks;
}
