using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// Patient traders with a reservation price of their own: few near the consensus, more the further away (a V, as latent liquidity has been measured and derived:
/// Tóth et al. 2011, "Anomalous price impact and the critical nature of liquidity"). They come and go over hours and look at their orders the more often the nearer these stand.
/// A large order has to eat its way into the V; that is all that makes its impact concave.
/// </summary>
internal sealed class PatientTraders(Venue venue, MarketProfile profile, Consensus consensus, double activityScale, SeededRandom random) : LiquidityProviders(venue)
{
    /// <summary>The V is cut here, in daily σ: nobody rests orders further away.</summary>
    private const double ReachInVolatilities = 1.2;

    /// <summary>Share of a session that a patient order lives on average.</summary>
    private const double LifeShare = 0.25;

    /// <summary>Mean size in mean taker orders: patient orders are parents, not children.</summary>
    private const double SizeInTakers = 4;

    /// <summary>An order is looked at again after the value could have moved by this share of the order's distance.</summary>
    private const double ReviewDistanceShare = 0.5;

    private const double ShortestReviewSeconds = 5;

    private readonly double dailyTicks = profile.NewsVolatility * profile.OpeningTick;

    private double OrdersPerSide => profile.PatientVolumes * profile.TakerOrders * activityScale * ReachInVolatilities * ReachInVolatilities / SizeInTakers;

    private double LifeSeconds => LifeShare * Venue.Clock.LengthSeconds;

    public override void Diverge(ulong key) => random = random.Fork(key);

    public override void Start()
    {
        for (int i = 0; i < 2 * OrdersPerSide; i++)
            PostOne();
        WakeAfter(NextArrivalSeconds(), ArrivalTag);
    }

    protected override int TargetTick(Side side, double offsetTicks) => side == Side.Buy
        ? (int)Math.Floor(consensus.ValueTicks - offsetTicks)
        : (int)Math.Ceiling(consensus.ValueTicks + offsetTicks);

    protected override double ToleranceTicks(double offsetTicks) => ReviewDistanceShare * offsetTicks;

    protected override void Arrive()
    {
        PostOne();
        WakeAfter(NextArrivalSeconds(), ArrivalTag);
    }

    private double NextArrivalSeconds() => random.NextExponential() * LifeSeconds / (2 * OrdersPerSide);

    private void PostOne()
    {
        Side side = random.NextDouble() < 0.5 ? Side.Buy : Side.Sell;
        double distance = ReachInVolatilities * Math.Sqrt(random.NextDouble());
        double lots = SizeInTakers * profile.TakerSizeLots * random.NextExponential();
        long expiry = Venue.NowMicros + (long)(1e6 * LifeSeconds * random.NextExponential());
        double look = ReviewDistanceShare * distance;
        long review = (long)(1e6 * Math.Max(ShortestReviewSeconds, look * look * Venue.Clock.LengthSeconds));
        double offsetTicks = Math.Max(profile.MakerHalfSpreadTicks, distance * dailyTicks);
        Post(side, Math.Max(1, (int)Math.Round(lots)), new Plan(offsetTicks, expiry, review));
    }
}
