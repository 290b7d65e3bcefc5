using System.Globalization;

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

/// <summary>What a slice meets.</summary>
/// <param name="TouchUnits">Displayed at the best price that it would take; NaN where sizes are not published.</param>
/// <param name="DepthUnits">Displayed on that side, all levels that are known; NaN without depth.</param>
/// <param name="HalfSpreadBps">What crossing costs, and a fill at the mid saves.</param>
/// <param name="NoiseBpsPerRootSecond">What the price moves by itself, standard deviation over a second.</param>
public readonly record struct DisplayedMarket(double TouchUnits, double DepthUnits, double HalfSpreadBps, double NoiseBpsPerRootSecond);

/// <summary>A slice that wants a venue.</summary>
/// <param name="Units">Its quantity.</param>
/// <param name="Participation">Quantity ÷ (quantity + expected other volume).</param>
/// <param name="TakerFraction">Share that crosses; the rest waits.</param>
/// <param name="Seconds">Length of its slot.</param>
public readonly record struct VenueQuestion(double Units, double Participation, double TakerFraction, double Seconds);

/// <summary>
/// The venue of a slice, by rule, with its reason in words and numbers. What the touch shows decides whether there is anything to hide, the share of the volume whether it can be hidden, the half spread against the
/// risk of waiting whether the mid is worth waiting for. Displayed sizes are those of now; nothing is known of what a dark venue or a dealer holds.
/// </summary>
/// <param name="Market">What is displayed.</param>
/// <param name="Allowed">Kinds of venue that may be named; empty: all.</param>
public sealed record VenueRule(DisplayedMarket Market, IReadOnlyCollection<VenueKind> Allowed)
{
    /// <summary>A quarter of what trades cannot be hidden from those who watch the tape: the risk is better sold once than shown in pieces.</summary>
    private const double RfqParticipation = 0.25;

    /// <summary>A tenth of what trades is where displayed size begins to be read by others.</summary>
    private const double DarkParticipation = 0.10;

    /// <summary>bps of mean that one bp of risk is worth: that of scenarios and quotes.</summary>
    private const double RiskWeight = 0.1;

    public (VenueKind Venue, string Reason) Choose(in VenueQuestion slice)
    {
        (VenueKind best, string reason) = Best(slice);
        string share = Text($"{100 * slice.Participation:0.#} % of the slot's expected volume{Multiple(slice.Units)}: {reason}");
        if (Allowed.Count == 0 || Allowed.Contains(best))
            return (best, share);
        VenueKind next = Next(best).First(Allowed.Contains);
        return (next, $"{share}; {Name(best)} is not among the venues asked for, {Name(next)} comes next");
    }

    private (VenueKind Venue, string Reason) Best(in VenueQuestion slice)
    {
        if (slice.Units <= Market.TouchUnits)
            return (VenueKind.Lit, Text($"no more than the {Market.TouchUnits:0.######} units displayed at the touch, which it can take without walking the book"));
        if (slice.Participation >= RfqParticipation)
            return (VenueKind.Rfq, Text($"at {100 * RfqParticipation:0} % and more it cannot be hidden in pieces{BesideDepth(slice.Units)}; ask dealers for a quote"));
        if (slice.Participation >= DarkParticipation)
            return (VenueKind.Dark, Text($"from {100 * DarkParticipation:0} % displayed size is read by others; rest it undisplayed at the mid first"));
        double waitingBps = RiskWeight * Market.NoiseBpsPerRootSecond * Math.Sqrt(slice.Seconds);
        if (slice.TakerFraction < 1 && Market.HalfSpreadBps > waitingBps)
            return (VenueKind.Dark, Text($"small, but the half spread of {Market.HalfSpreadBps:0.##} bps is dearer than the risk of waiting for the mid ({waitingBps:0.##} bps); rest it there first"));
        return (VenueKind.Lit, "small enough for the displayed book");
    }

    /// <summary>What stands in for a venue that may not be named: hiding for asking, showing for hiding, hiding for showing.</summary>
    private static VenueKind[] Next(VenueKind venue) => venue switch
    {
        VenueKind.Dark => [VenueKind.Lit, VenueKind.Rfq],
        VenueKind.Lit => [VenueKind.Dark, VenueKind.Rfq],
        _ => [VenueKind.Dark, VenueKind.Lit],
    };

    private static string Name(VenueKind venue) => venue switch { VenueKind.Dark => "dark", VenueKind.Lit => "lit", _ => "rfq" };

    private string Multiple(double units) => units > Market.TouchUnits && Market.TouchUnits > 0 ? Text($", {units / Market.TouchUnits:0.#} times the displayed touch") : string.Empty;

    private string BesideDepth(double units) => units > Market.DepthUnits ? Text($", and the book does not hold it: {Market.DepthUnits:0.######} units are displayed on that side") : string.Empty;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
