using ImpactService.ImpactModels.Execution;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class VenueRuleTests
{
    /// <summary>A touch of 500, 4,000 on the side, a half spread of 2 bps, 1 bp of noise over a second.</summary>
    private static readonly DisplayedMarket market = new(500, 4_000, 2, 1);

    private static readonly VenueKind[] all = Enum.GetValues<VenueKind>();

    [Theory]
    [InlineData(500, 0.6, VenueKind.Lit, "no more than the 500 units displayed at the touch")]
    [InlineData(501, 0.09, VenueKind.Lit, "9 % of the slot's expected volume, 1 times the displayed touch: small enough")]
    [InlineData(501, 0.10, VenueKind.Dark, "read by others")]
    [InlineData(4_000, 0.25, VenueKind.Rfq, "25 % of the slot's expected volume, 8 times the displayed touch: at 25 % and more it cannot be hidden in pieces; ask dealers")]
    [InlineData(4_001, 0.60, VenueKind.Rfq, "the book does not hold it: 4000 units are displayed on that side; ask dealers")]
    public void Choose_SizeBesideBookAndVolume_DecidesAndSaysWhy(double units, double participation, VenueKind venue, string reason)
    {
        (VenueKind chosen, string said) = new VenueRule(market, all).Choose(new VenueQuestion(units, participation, 0.5, 900));
        Assert.Equal(venue, chosen);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    /// <summary>0.1 × 1 bp × √400 = 2 bps, the half spread: from a shorter slot on, the mid is worth waiting for, unless everything crosses.</summary>
    [Theory]
    [InlineData(400, 0.5, VenueKind.Lit)]
    [InlineData(399, 0.5, VenueKind.Dark)]
    [InlineData(399, 1, VenueKind.Lit)]
    public void Choose_SmallSliceInAWideSpread_WaitsAtTheMidWhileThatIsCheap(double seconds, double taker, VenueKind venue) =>
        Assert.Equal(venue, new VenueRule(market, all).Choose(new VenueQuestion(600, 0.01, taker, seconds)).Venue);

    [Fact]
    public void Choose_NothingDisplayedOrAllowed_FallsBack()
    {
        DisplayedMarket unknown = market with { TouchUnits = double.NaN, DepthUnits = double.NaN };
        VenueQuestion block = new(1, 0.25, 0.5, 900), small = new(1, 0.01, 0.5, 900);
        Assert.Equal(VenueKind.Rfq, new VenueRule(unknown, all).Choose(block).Venue);
        Assert.Equal(VenueKind.Rfq, new VenueRule(unknown, []).Choose(block).Venue);
        Assert.Equal(VenueKind.Dark, new VenueRule(unknown, [VenueKind.Lit, VenueKind.Dark]).Choose(block).Venue);
        Assert.Equal(VenueKind.Lit, new VenueRule(unknown, [VenueKind.Lit]).Choose(block).Venue);
        (VenueKind venue, string reason) = new VenueRule(unknown, [VenueKind.Rfq]).Choose(small);
        Assert.Equal(VenueKind.Rfq, venue);
        Assert.EndsWith("lit is not among the venues asked for, rfq comes next", reason, StringComparison.Ordinal);
    }
}
