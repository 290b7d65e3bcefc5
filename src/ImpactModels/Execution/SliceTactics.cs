using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Execution;

/// <summary>How one slice is to be traded.</summary>
/// <param name="Participation">Quantity ÷ (quantity + expected other volume) of the slot.</param>
/// <param name="TakerFraction">Share that crosses the spread.</param>
/// <param name="Reason">Why this venue, in words with the numbers.</param>
public sealed record SliceTactic(double Participation, double TakerFraction, VenueKind Venue, string Reason);

/// <summary>
/// Aggression and venue of each slice, by rule (<see cref="VenueRule"/>). The taker fractions are in proportion to the slices' rates, because a fast slice cannot wait for others to come, and their mean over the order is the planned one, so that
/// the forecast, which is of that mean, stays the forecast of the schedule.
/// </summary>
public static class SliceTactics
{
    /// <summary>Halvings of the multiplier that keeps the mean.</summary>
    private const int Halvings = 60;

    /// <param name="units">[n] of each slot.</param>
    /// <param name="slots">[n].</param>
    /// <param name="takerFraction">Mean over the order.</param>
    public static ImmutableArray<SliceTactic> Of(ReadOnlySpan<double> units, ReadOnlySpan<ScheduleSlot> slots, double takerFraction, VenueRule venues)
    {
        double[] shares = new double[units.Length];
        for (int k = 0; k < shares.Length; k++)
            shares[k] = units[k] > 0 ? units[k] / (units[k] + slots[k].OtherVolume) : 0;
        double multiplier = Multiplier(units, shares, takerFraction);
        var tactics = ImmutableArray.CreateBuilder<SliceTactic>(shares.Length);
        for (int k = 0; k < shares.Length; k++)
        {
            double taker = Math.Min(1, multiplier * shares[k]);
            (VenueKind venue, string reason) = venues.Choose(new VenueQuestion(units[k], shares[k], taker, slots[k].Seconds));
            tactics.Add(new SliceTactic(shares[k], taker, venue, reason));
        }

        return tactics.MoveToImmutable();
    }

    /// <summary>m with Σ units·min(1, m·share) = taker fraction × Σ units; increasing in m, so halving finds it.</summary>
    private static double Multiplier(ReadOnlySpan<double> units, double[] shares, double takerFraction)
    {
        double total = 0, least = double.PositiveInfinity;
        for (int k = 0; k < shares.Length; k++)
        {
            total += units[k];
            least = shares[k] > 0 ? Math.Min(least, shares[k]) : least;
        }

        double low = 0, high = double.IsFinite(least) ? 1 / least : 1;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = 0.5 * (low + high), sum = 0;
            for (int k = 0; k < shares.Length; k++)
                sum += units[k] * Math.Min(1, middle * shares[k]);
            (low, high) = sum < takerFraction * total ? (middle, high) : (low, middle);
        }

        return high;
    }
}
