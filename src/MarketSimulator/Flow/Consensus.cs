using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// What the patient half of the market believes the instrument to be worth. It jumps with news (a random walk with the day's rhythm, slow waves of volatility and rare shocks)
/// and learns slowly from where the price is: price discovery. It knows nothing of orders.
/// </summary>
internal sealed class Consensus(Venue venue, MarketProfile profile, SessionStart start, SeededRandom random) : Participant(venue)
{
    /// <summary>News steps of a session: two seconds of a US session, fine against a maker's review.</summary>
    private const int Steps = 11_700;

    /// <summary>Share of a session in which a belief moves by 1 − 1/e of the way to a price that stays.</summary>
    private const double LearningShare = 0.25;

    private const double ShocksPerSession = 3;
    private const double ShockInDailyVolatilities = 0.18;
    private const double WaveShare = 0.1;
    private const double WaveDeviation = 0.25;

    private double wave;

    /// <summary>In ticks, not rounded.</summary>
    public double ValueTicks { get; private set; } = start.ValueTicks;

    /// <summary>Volatility now ÷ its long-run mean: makers widen and thin out with it.</summary>
    public double VolatilityRatio { get; private set; } = 1;

    private double StepSeconds => Venue.Clock.LengthSeconds / Steps;

    public override void Diverge(ulong key) => random = random.Fork(key);

    public override void Start()
    {
        wave = WaveDeviation * random.NextNormal();
        UpdateVolatility();
        WakeAfter(StepSeconds);
    }

    public override void Wake(int tag, int stamp)
    {
        UpdateVolatility();
        ValueTicks *= Math.Exp(News());
        ValueTicks += (Venue.MidTicks - ValueTicks) / (LearningShare * Steps);
        Venue.Book.KeepCentred((int)Math.Round(Venue.MidTicks));
        WakeAfter(StepSeconds);
    }

    private void UpdateVolatility()
    {
        wave += -wave / (WaveShare * Steps) + WaveDeviation * Math.Sqrt(2 / (WaveShare * Steps)) * random.NextNormal();
        VolatilityRatio = start.VolatilityFactor * Venue.Clock.Volatility(Venue.NowMicros) * Math.Exp(wave);
    }

    private double News()
    {
        double deviation = profile.NewsVolatility * VolatilityRatio / Math.Sqrt(Steps);
        double move = deviation * random.NextNormal();
        double shock = profile.NewsVolatility * ShockInDailyVolatilities * start.VolatilityFactor * random.NextNormal();
        return random.NextDouble() < ShocksPerSession / Steps ? move + shock : move;
    }
}

/// <summary>What a session inherits: the value at its open (ticks) and how lively the day is (1 = ordinary).</summary>
internal readonly record struct SessionStart(double ValueTicks, double VolatilityFactor);
