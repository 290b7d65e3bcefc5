using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// Parent orders that nobody sees: the number of children has a power-law tail, P(N &gt; n) ~ n^−α, and each works through its children at a pace of its own. Their overlap gives the signs of trades
/// a long memory, with an autocorrelation that falls as l^−(α−1) (Lillo, Mike and Farmer 2005). What is left at the close is given up.
/// </summary>
internal sealed class HiddenMetaorders(Venue venue, MarketProfile profile, double activityScale, SeededRandom random) : Participant(venue)
{
    private const int ArrivalTag = -1;
    private const double TailExponent = 1.5;
    private const int FewestChildren = 3;
    private const int MostChildren = 400;

    /// <summary>Parent orders at work at a time, on average: few enough that one order can be heard in the flow.</summary>
    private const double AtWork = 3;

    private const double PaceSpread = 0.8;
    private const double SizeSpread = 1.0;

    private readonly TakerHabits habits = new(venue, profile);
    private readonly List<Metaorder> metaorders = [];

    private static readonly double meanChildren = MeanChildren();

    private double OrdersPerSession => (1 - NoiseTakers.ShareOfOrders) * profile.TakerOrders * activityScale;

    /// <summary>Mean time between the children of one parent order.</summary>
    private double GapSeconds => AtWork * Venue.Clock.LengthSeconds / OrdersPerSession;

    private double MeanArrivalSeconds => Venue.Clock.LengthSeconds * meanChildren / OrdersPerSession;

    public override void Diverge(ulong key)
    {
        random = random.Fork(key);
        foreach (Metaorder order in metaorders)
            order.Random = order.Random.Fork(key);
    }

    public override void Start() => WakeAfter(random.NextExponential() * MeanArrivalSeconds / Venue.Clock.Activity(Venue.NowMicros), ArrivalTag);

    public override void Wake(int tag, int stamp)
    {
        if (tag == ArrivalTag)
            Arrive();
        else
            TradeChild(tag);
    }

    private void Arrive()
    {
        int key = metaorders.Count;
        SeededRandom own = random.Fork((ulong)key);
        Side side = own.NextDouble() < 0.5 ? Side.Buy : Side.Sell;
        int children = Children(own.NextDouble());
        double childLots = profile.TakerSizeLots * Math.Exp(SizeSpread * own.NextNormal() - SizeSpread * SizeSpread / 2);
        double gap = GapSeconds * Math.Exp(PaceSpread * own.NextNormal() - PaceSpread * PaceSpread / 2);
        metaorders.Add(new Metaorder(side, childLots, gap) { Random = own, LeftLots = children * childLots });
        WakeAfter(random.NextExponential() * MeanArrivalSeconds / Venue.Clock.Activity(Venue.NowMicros), ArrivalTag);
        WakeAfter(own.NextExponential() * gap, key);
    }

    private void TradeChild(int key)
    {
        Metaorder order = metaorders[key];
        double mood = order.Random.NextDouble();
        double patience = order.Random.NextDouble();
        double wait = order.Random.NextExponential() * order.GapSeconds / Venue.Clock.Activity(Venue.NowMicros);
        if (!habits.IsPutOff(patience))
        {
            int lots = habits.LotsNow(order.Side, order.ChildLots, order.LeftLots, mood);
            order.LeftLots -= lots > 0 ? Venue.Take(order.Side, lots) : 0;
        }

        if (order.LeftLots >= 1)
            WakeAfter(wait, key);
    }

    private static int Children(double uniform) =>
        (int)Math.Min(MostChildren, FewestChildren * Math.Pow(1 - uniform, -1 / TailExponent));

    /// <summary>Of the truncated Pareto law, by its integral; the rounding down is half a child.</summary>
    private static double MeanChildren()
    {
        double ratio = Math.Pow((double)FewestChildren / MostChildren, TailExponent);
        double body = TailExponent / (TailExponent - 1) * FewestChildren * (1 - Math.Pow((double)FewestChildren / MostChildren, TailExponent - 1));
        return body + MostChildren * ratio - 0.5;
    }

    private sealed record Metaorder(Side Side, double ChildLots, double GapSeconds)
    {
        public required SeededRandom Random { get; set; }

        public double LeftLots { get; set; }
    }
}
