using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;
using ImpactService.MarketSimulator.Flow;

namespace ImpactService.MarketSimulator;

/// <summary>
/// A synthetic market of several instruments: real order books with invented traders. The same seed and options give the same market, bit for bit.
/// Prices move because of news and because orders meet the book; no law of impact is written anywhere in it.
/// Sessions of one instrument follow each other (a session opens where the last one closed), so the first access to a late session runs the earlier ones; instruments are independent
/// and may be read from different threads.
/// </summary>
public sealed class SampleMarket
{
    /// <summary>Lively and quiet days come in runs: the logarithm of a day's volatility is an AR(1) with this memory and deviation.</summary>
    private const double DayMemory = 0.7;
    private const double DayDeviation = 0.22;

    private readonly SeededRandom random;
    private readonly Dictionary<SampleInstrument, List<SessionStart>> starts = [];

    private SampleMarket(ulong seed, SampleOptions options)
    {
        random = new SeededRandom(seed);
        (Seed, Options) = (seed, options);
        Instruments = [.. SampleCatalogue.Profiles.Select(Describe).Where(i => options.Symbols?.Contains(i.Instrument.Symbol) ?? true)];
        foreach (SampleInstrument instrument in Instruments)
            starts[instrument] = [new SessionStart(instrument.Profile.OpeningTick, DayFactor(instrument, 0))];
    }

    public ulong Seed { get; }

    public SampleOptions Options { get; }

    public IReadOnlyList<SampleInstrument> Instruments { get; }

    public static SampleMarket Create(ulong seed) => Create(seed, new SampleOptions());

    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="ArgumentException">A symbol is not in the catalogue.</exception>
    public static SampleMarket Create(ulong seed, SampleOptions options)
    {
        options.Validate();
        foreach (string symbol in options.Symbols ?? [])
        {
            if (!SampleCatalogue.Profiles.Any(p => p.Instrument.Symbol == symbol))
                throw new ArgumentException($"symbol '{symbol}' is not in the sample market; it has {string.Join(", ", SampleCatalogue.Profiles.Select(p => p.Instrument.Symbol))}");
        }

        return new SampleMarket(seed, options);
    }

    /// <summary>All sessions of an instrument in order of time, simulated as they are asked for.</summary>
    public IEnumerable<SampleSession> Sessions(SampleInstrument instrument) => Enumerable.Range(0, instrument.Sessions.Count).Select(index => Session(instrument, index));

    /// <summary>One session. <paramref name="index"/> counts from the first.</summary>
    public SampleSession Session(SampleInstrument instrument, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, instrument.Sessions.Count);
        SessionSettings settings = Settings(instrument, index);
        SessionOutcome outcome = SessionSimulation.Run(settings);
        if (index + 1 < instrument.Sessions.Count)
            RememberStart(instrument, index + 1, outcome);
        return SampleSession.Of(instrument, index, settings, outcome);
    }

    /// <summary>What a session is made from, the user's own orders included.</summary>
    internal SessionSettings Settings(SampleInstrument instrument, int index)
    {
        SessionStart start = Start(instrument, index);
        TradingSession session = instrument.Sessions[index];
        bool isLast = index == instrument.Sessions.Count - 1;
        Timestamp end = isLast ? session.Open.AddSeconds(session.LengthSeconds * Options.LastSessionFraction) : session.Close;
        SeededRandom own = SessionRandom(instrument, index);
        IReadOnlyList<SimulatedOrder> orders = SampleOrders.Draw(instrument, Options, session, end, own.Fork(SampleOrders.StreamKey));
        return new SessionSettings(instrument.Profile, session, start, own, Options.ActivityScale, Options.DepthSnapshots, end, orders);
    }

    private SeededRandom SessionRandom(SampleInstrument instrument, int index) => random.Fork((ulong)instrument.Number).Fork((ulong)index);

    private SessionStart Start(SampleInstrument instrument, int index)
    {
        List<SessionStart> known = starts[instrument];
        int next;
        while ((next = CountOf(known)) <= index)
            Session(instrument, next - 1);
        lock (known)
            return known[index];
    }

    private void RememberStart(SampleInstrument instrument, int index, SessionOutcome before)
    {
        double gap = instrument.Profile.OvernightVolatility * SessionRandom(instrument, index).NextNormal();
        List<SessionStart> known = starts[instrument];
        lock (known)
        {
            if (known.Count == index)
                known.Add(new SessionStart(before.CloseTicks * Math.Exp(gap), DayFactor(instrument, index)));
        }
    }

    private static int CountOf(List<SessionStart> known)
    {
        lock (known)
            return known.Count;
    }

    /// <summary>Volatility of the day against an ordinary one; drawn from the first day on, so it does not depend on the order of access.</summary>
    private double DayFactor(SampleInstrument instrument, int index)
    {
        SeededRandom days = random.Fork((ulong)instrument.Number).Fork(ulong.MaxValue);
        double level = DayDeviation * days.NextNormal();
        for (int day = 0; day < index; day++)
            level = DayMemory * level + DayDeviation * Math.Sqrt(1 - DayMemory * DayMemory) * days.NextNormal();
        return Math.Exp(level - DayDeviation * DayDeviation);
    }

    private SampleInstrument Describe(MarketProfile profile, int number)
    {
        List<TradingSession> sessions = [];
        bool everyDay = profile.Instrument.Calendar.IsRoundTheClock;
        for (DateOnly date = Options.LastDate; sessions.Count < Options.Sessions; date = date.AddDays(-1))
        {
            if (everyDay || date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                sessions.Add(profile.Instrument.Calendar.SessionOn(date));
        }

        sessions.Reverse();
        return new SampleInstrument(profile, number, sessions);
    }
}
