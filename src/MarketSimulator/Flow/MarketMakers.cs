using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Book;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// Fast providers at the touch. They quote around the consensus, lean against the inventory that they have collected, widen and shrink with volatility,
/// and pick off quotes that news has left behind. Their refill rate after a sweep is finite: orders ÷ life.
/// </summary>
internal sealed class MarketMakers(Venue venue, MarketProfile profile, Consensus consensus, double activityScale, SeededRandom random) : LiquidityProviders(venue)
{
    private const int SnipeTag = -2;

    /// <summary>Second and further orders stand this many half spreads behind the first on average.</summary>
    private const double LayerHalfSpreads = 0.5;

    /// <summary>Makers lean by one daily σ when they hold this share of a session's volume (small inventories: they are fast, not deep).</summary>
    private const double InventoryShare = 0.055;

    /// <summary>Deviation of the logarithm of an order's size.</summary>
    private const double SizeSpread = 0.6;

    private const double SnipesPerReview = 0.7;
    private const double SnipeCapInTakers = 3;

    private readonly MakerInventory inventory = new(venue);
    private readonly double skewTicksPerLot = profile.NewsVolatility * profile.OpeningTick / (InventoryShare * profile.SessionVolumeLots * activityScale);

    private double Centre => consensus.ValueTicks - skewTicksPerLot * inventory.Lots;

    private double Pace => Venue.Clock.LengthSeconds / 23_400 / activityScale / Venue.Clock.Activity(Venue.NowMicros);

    private double HalfSpread => profile.MakerHalfSpreadTicks * consensus.VolatilityRatio;

    public override void Diverge(ulong key) => random = random.Fork(key);

    public override void Start()
    {
        for (int i = 0; i < 2 * profile.MakerOrders; i++)
            PostOne();
        WakeAfter(NextArrivalSeconds(), ArrivalTag);
        WakeAfter(profile.MakerReviewSeconds * Pace, SnipeTag);
    }

    public override void Wake(int tag, int stamp)
    {
        if (tag == SnipeTag)
            Snipe();
        else
            base.Wake(tag, stamp);
    }

    public override void OnFill(in BookMatch match, Side side) => inventory.Add(side.Sign() * match.SizeLots);

    protected override int TargetTick(Side side, double offsetTicks)
    {
        double distance = HalfSpread * (1 + offsetTicks);
        return side == Side.Buy ? (int)Math.Floor(Centre - distance) : (int)Math.Ceiling(Centre + distance);
    }

    protected override double ToleranceTicks(double offsetTicks) => HalfSpread * (0.5 + 0.5 * offsetTicks);

    protected override void Arrive()
    {
        PostOne();
        WakeAfter(NextArrivalSeconds(), ArrivalTag);
    }

    private double NextArrivalSeconds() => random.NextExponential() * profile.MakerLifeSeconds * Pace / (2 * profile.MakerOrders);

    private void PostOne()
    {
        Side side = random.NextDouble() < 0.5 ? Side.Buy : Side.Sell;
        double layers = LayerHalfSpreads * random.NextExponential();
        double lots = profile.MakerSizeInTakers * profile.TakerSizeLots * Math.Exp(SizeSpread * random.NextNormal() - SizeSpread * SizeSpread / 2) / consensus.VolatilityRatio;
        long expiry = Venue.NowMicros + (long)(1e6 * profile.MakerLifeSeconds * Pace * random.NextExponential());
        long review = (long)(1e6 * profile.MakerReviewSeconds * Pace * (0.5 + random.NextDouble()));
        Post(side, Math.Max(1, (int)Math.Round(lots)), new Plan(layers, expiry, review));
    }

    private void Snipe()
    {
        if (Venue.Book.BestAsk <= Centre - HalfSpread / 2)
            SnipeOn(Side.Buy, (int)Math.Floor(Centre - HalfSpread / 2));
        else if (Venue.Book.BestBid >= Centre + HalfSpread / 2)
            SnipeOn(Side.Sell, (int)Math.Ceiling(Centre + HalfSpread / 2));
        WakeAfter(profile.MakerReviewSeconds * Pace * random.NextExponential() / SnipesPerReview, SnipeTag);
    }

    private void SnipeOn(Side side, int limitTick)
    {
        int done = Venue.Take(side, (int)(SnipeCapInTakers * profile.TakerSizeLots), limitTick);
        inventory.Add(side.Sign() * done);
    }
}
