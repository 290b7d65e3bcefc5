using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// Takers without a plan. They come in clusters (a Hawkes process by its branching: each order sets off others, mostly of its own sign, within half a minute) and follow the day's rhythm.
/// </summary>
internal sealed class NoiseTakers(Venue venue, MarketProfile profile, double activityScale, SeededRandom random) : Participant(venue)
{
    public const double ShareOfOrders = 0.3;
    private const int ImmigrantTag = 0;

    /// <summary>Mean number of orders that one sets off; below one, so clusters die out.</summary>
    private const double Branching = 0.4;

    private const double DelaySeconds = 20;
    private const double SameSignShare = 0.7;

    /// <summary>Deviation of the logarithm of an order's size.</summary>
    private const double SizeSpread = 1.2;

    private readonly TakerHabits habits = new(venue, profile);

    private double Pace => Venue.Clock.LengthSeconds / 23_400;

    private double MeanGapSeconds => Venue.Clock.LengthSeconds / (ShareOfOrders * profile.TakerOrders * activityScale * (1 - Branching)) / Venue.Clock.Activity(Venue.NowMicros);

    public override void Diverge(ulong key) => random = random.Fork(key);

    public override void Start() => WakeAfter(random.NextExponential() * MeanGapSeconds, ImmigrantTag);

    /// <summary>The tag is the sign of the order that set this one off; 0 for one of its own accord, which also plans the next.</summary>
    public override void Wake(int tag, int stamp)
    {
        if (tag == ImmigrantTag)
            WakeAfter(random.NextExponential() * MeanGapSeconds, ImmigrantTag);
        double upShare = 0.5 + tag * (SameSignShare - 0.5);
        Side side = random.NextDouble() < upShare ? Side.Buy : Side.Sell;
        Trade(side);
        SetOff(side);
    }

    private void Trade(Side side)
    {
        double size = profile.TakerSizeLots * Math.Exp(SizeSpread * random.NextNormal() - SizeSpread * SizeSpread / 2);
        double mood = random.NextDouble();
        double patience = random.NextDouble();
        if (habits.IsPutOff(patience))
            return;
        int lots = habits.LotsNow(side, size, double.PositiveInfinity, mood);
        if (lots > 0)
            Venue.Take(side, lots);
    }

    private void SetOff(Side side)
    {
        double first = random.NextDouble();
        double second = random.NextDouble();
        double delay = random.NextExponential();
        if (first < Branching / 2)
            WakeAfter(delay * DelaySeconds * Pace, (int)side);
        if (second < Branching / 2)
            WakeAfter(2 * delay * DelaySeconds * Pace, (int)side);
    }
}
