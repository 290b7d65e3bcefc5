using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Book;
using ImpactService.MarketSimulator.Flow;

namespace ImpactService.MarketSimulator.Engine;

/// <summary>A parent order to be worked in a simulated session.</summary>
internal sealed record SimulatedOrder(string OrderId, OrderProfile Profile, string? Strategy = null);

/// <summary>Everything that decides what a session will be; equal settings give equal sessions, bit for bit.</summary>
internal sealed record SessionSettings(
    MarketProfile Profile,
    TradingSession Session,
    SessionStart Start,
    SeededRandom Random,
    double ActivityScale,
    int DepthSnapshots,
    Timestamp End,
    IReadOnlyList<SimulatedOrder> Orders)
{
    /// <summary>Where this session leaves the one that the other settings give; null: nowhere.</summary>
    public Divergence? Divergence { get; init; }
}

/// <summary>From this moment on (nothing before it differs) every participant draws from streams of this key.</summary>
internal readonly record struct Divergence(Timestamp At, ulong Key);

/// <summary>What a session leaves: the tape, what the parent orders got, and the price that the next one starts from.</summary>
internal sealed record SessionOutcome(IReadOnlyList<MarketEvent> Events, IReadOnlyList<ParentOrder> Orders, IReadOnlyList<Fill> Fills, double CloseTicks);

/// <summary>Puts the participants of one session together and runs it.</summary>
internal static class SessionSimulation
{
    /// <summary>The book's window in daily σ: the V on both sides with room to move.</summary>
    private const double WindowInVolatilities = 8;

    private enum Stream : ulong
    {
        News,
        Makers,
        Patient,
        Noise,
        Metaorders,
    }

    public static SessionOutcome Run(SessionSettings settings)
    {
        Venue venue = Open(settings);
        List<ParentTrader> parents = [];
        foreach (SimulatedOrder order in settings.Orders)
        {
            ParentTrader parent = new(venue, order, settings.Profile.TakerSizeLots);
            parents.Add(parent);
            venue.Join(parent);
        }

        venue.Run(settings.End.UnixMicros, settings.Divergence);
        return new SessionOutcome(
            venue.Tape.Events,
            [.. parents.Select(p => p.Result).OfType<ParentOrder>()],
            [.. parents.SelectMany(p => p.Fills)],
            venue.MidTicks);
    }

    private static Venue Open(SessionSettings settings)
    {
        MarketProfile profile = settings.Profile;
        LimitOrderBook book = new((int)settings.Start.ValueTicks, WindowTicks(profile, settings.Start));
        Tape tape = new(book, profile.TicksPerUnit, profile.LotsPerUnit);
        Venue venue = new(book, new SessionClock(settings.Session, profile.Instrument.Calendar.IsRoundTheClock), tape);
        Consensus consensus = new(venue, profile, settings.Start, settings.Random.Fork((ulong)Stream.News));
        venue.Join(consensus);
        venue.Join(new MarketMakers(venue, profile, consensus, settings.ActivityScale, settings.Random.Fork((ulong)Stream.Makers)));
        venue.Join(new PatientTraders(venue, profile, consensus, settings.ActivityScale, settings.Random.Fork((ulong)Stream.Patient)));
        venue.Join(new NoiseTakers(venue, profile, settings.ActivityScale, settings.Random.Fork((ulong)Stream.Noise)));
        venue.Join(new HiddenMetaorders(venue, profile, settings.ActivityScale, settings.Random.Fork((ulong)Stream.Metaorders)));
        venue.Join(new DepthReporter(venue, settings.DepthSnapshots));
        return venue;
    }

    private static int WindowTicks(MarketProfile profile, SessionStart start)
    {
        double ticks = WindowInVolatilities * profile.NewsVolatility * start.ValueTicks;
        return 64 * (int)Math.Ceiling(Math.Max(1024, ticks) / 64);
    }
}
