using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Execution;

/// <summary>Where a slice is best looked for.</summary>
public enum VenueKind
{
    /// <summary>The displayed book.</summary>
    Lit,

    /// <summary>Undisplayed, at the mid.</summary>
    Dark,

    /// <summary>A dealer's quote.</summary>
    Rfq,
}

/// <summary>How one slice is to be traded.</summary>
/// <param name="Participation">Quantity ÷ (quantity + expected other volume) of the slot.</param>
/// <param name="TakerFraction">Share that crosses the spread.</param>
/// <param name="Reason">Why this venue, in words with the numbers.</param>
public sealed record SliceTactic(double Participation, double TakerFraction, VenueKind Venue, string Reason);

/// <summary>
/// Aggression and venue of each slice, by rule. The taker fractions are in proportion to the slices' rates, because a fast slice cannot wait for others to come, and their mean over the order is the planned one, so that
/// the forecast, which is of that mean, stays the forecast of the schedule.
/// </summary>
public static class SliceTactics
{
    /// <summary>A quarter of what trades cannot be hidden from those who watch the tape: the risk is better sold once than shown in pieces.</summary>
    private const double RfqParticipation = 0.25;

    /// <summary>A tenth of what trades is where displayed size begins to be read by others.</summary>
    private const double DarkParticipation = 0.10;

    /// <summary>Halvings of the multiplier that keeps the mean.</summary>
    private const int Halvings = 60;

    /// <param name="units">[n] of each slot.</param>
    /// <param name="slots">[n].</param>
    /// <param name="takerFraction">Mean over the order.</param>
    /// <param name="allowed">Kinds of venue that may be named; empty counts as lit alone.</param>
    public static ImmutableArray<SliceTactic> Of(ReadOnlySpan<double> units, ReadOnlySpan<ScheduleSlot> slots, double takerFraction, IReadOnlyCollection<VenueKind> allowed)
    {
        double[] shares = new double[units.Length];
        for (int k = 0; k < shares.Length; k++)
            shares[k] = units[k] > 0 ? units[k] / (units[k] + slots[k].OtherVolume) : 0;
        double multiplier = Multiplier(units, shares, takerFraction);
        return [.. shares.Select(share => Tactic(share, Math.Min(1, multiplier * share), allowed))];
    }

    private static SliceTactic Tactic(double participation, double taker, IReadOnlyCollection<VenueKind> allowed)
    {
        string share = $"{100 * participation:0.#} % of the slot's expected volume";
        if (participation >= RfqParticipation && allowed.Contains(VenueKind.Rfq))
            return new SliceTactic(participation, taker, VenueKind.Rfq, $"{share}: at {100 * RfqParticipation:0} % and more it cannot be hidden in pieces; ask dealers for a quote");
        if (participation >= DarkParticipation && allowed.Contains(VenueKind.Dark))
            return new SliceTactic(participation, taker, VenueKind.Dark, $"{share}: from {100 * DarkParticipation:0} % displayed size is read by others; rest it undisplayed at the mid first");
        return new SliceTactic(participation, taker, VenueKind.Lit, $"{share}: small enough for the displayed book");
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
