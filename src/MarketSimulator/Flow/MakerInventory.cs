using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// What market makers hold together and have not yet passed on elsewhere, in lots, positive when they have bought. Some wind down within a minute, some keep a position for hours,
/// so what is left of a trade falls slowly and over many time scales.
/// </summary>
internal sealed class MakerInventory(Venue venue)
{
    /// <summary>Mean holding times in shares of a session (half a minute to more than a session of 6.5 hours), equally many makers each.</summary>
    private static readonly double[] holdingShares = [0.002, 0.01, 0.05, 0.25, 1.25];

    /// <summary>Winding down is booked in steps of this share of a session, short against the shortest holding time.</summary>
    private const double StepShare = 1.0 / 11_700;

    private readonly double[] lots = new double[holdingShares.Length];
    private double bookedShare;

    public double Lots
    {
        get
        {
            WindDown();
            double sum = 0;
            foreach (double part in lots)
                sum += part;
            return sum;
        }
    }

    public void Add(double bought)
    {
        WindDown();
        for (int i = 0; i < lots.Length; i++)
            lots[i] += bought / lots.Length;
    }

    private void WindDown()
    {
        double now = venue.Clock.ShareGone(venue.NowMicros);
        if (now - bookedShare < StepShare)
            return;
        for (int i = 0; i < lots.Length; i++)
            lots[i] *= Math.Exp((bookedShare - now) / holdingShares[i]);
        bookedShare = now;
    }
}
