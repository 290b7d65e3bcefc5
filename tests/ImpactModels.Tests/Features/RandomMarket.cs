using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>What a random stream contains besides quotes and trades.</summary>
internal sealed record RandomMarketOptions
{
    public int EventsPerSession { get; init; } = 350;

    public int Sessions { get; init; } = 2;

    public bool HasQuotes { get; init; } = true;

    public bool HasDepth { get; init; } = true;

    /// <summary>Times are multiples of this: a coarse clock makes ties.</summary>
    public long ClockMicros { get; init; } = 1;

    /// <summary>Rows that are late, crossed, malformed or outside the session.</summary>
    public double TroubleShare { get; init; } = 0.1;
}

/// <summary>Seeded streams with everything that feeds do wrong, on a session of one hour so that quadratic twins stay fast.</summary>
internal sealed class RandomMarket
{
    public static readonly Instrument Instrument = new("RND", TradingCalendar.Parse("09:30-10:30 Europe/London"), TickSize: 0.01, SharesOutstanding: 1e7);

    private readonly SeededRandom random;
    private readonly RandomMarketOptions options;
    private double mid;

    private RandomMarket(ulong seed, RandomMarketOptions options)
    {
        random = new SeededRandom(seed);
        this.options = options;
        mid = 50 + 100 * random.NextDouble();
    }

    /// <summary>Weekdays in summer time, the first of them a Monday.</summary>
    public static TradingSession SessionNumber(int i) => Instrument.Calendar.SessionOn(new DateOnly(2024, 6, 3).AddDays(i));

    /// <summary>In the order of available time, event time and creation.</summary>
    public static List<MarketEvent> Generate(ulong seed, RandomMarketOptions options)
    {
        var market = new RandomMarket(seed, options);
        var events = new List<MarketEvent>();
        for (int session = 0; session < options.Sessions; session++)
            market.AddSession(SessionNumber(session), events);
        return InOrder(events);
    }

    public static List<MarketEvent> InOrder(IEnumerable<MarketEvent> events) => [.. events.OrderBy(e => e.AvailableTime).ThenBy(e => e.EventTime)];

    /// <summary>Daily bars before the first session; enough for a close-to-close volatility.</summary>
    public static IEnumerable<SessionSummary> Bars(ulong seed, int count)
    {
        var random = new SeededRandom(seed ^ 0xBA55);
        double close = 80;
        for (int i = count; i >= 1; i--)
        {
            close *= Math.Exp(0.02 * random.NextNormal());
            yield return new SessionSummary(new DateOnly(2024, 6, 3).AddDays(-i), close, close, close, close, 20_000 * (1 + random.NextDouble()));
        }
    }

    private void AddSession(TradingSession session, List<MarketEvent> events)
    {
        // The first session of a stream may begin late, like a capture.
        double clock = 300 * random.NextDouble();
        double step = (session.LengthSeconds - clock) / options.EventsPerSession;
        for (int i = 0; i < options.EventsPerSession; i++)
        {
            clock += step * (random.NextDouble() < 0.3 ? 0 : random.NextExponential());
            if (random.NextDouble() < 0.002)
                clock += 400;
            events.Add(Next(Round(session.Open.AddSeconds(clock))));
        }
    }

    private Timestamp Round(Timestamp time) => new(time.UnixMicros / options.ClockMicros * options.ClockMicros);

    private MarketEvent Next(Timestamp time)
    {
        Timestamp known = time.AddSeconds(Delay());
        double kind = random.NextDouble();
        if (kind < 0.03)
            return MarketEvent.Of(time, known, new SignalValue("news", random.NextDouble() < 0.5 ? "score" : "other", random.NextNormal()));
        if (options.HasDepth && kind < 0.15)
            return MarketEvent.Of(time, known, Depth());
        if (options.HasQuotes && kind < 0.6)
            return MarketEvent.Of(time, known, Quoted());
        return MarketEvent.Of(time, known, Traded());
    }

    /// <summary>Mostly at once; some a little late, some by minutes, some after the close, and some clocks are ahead.</summary>
    private double Delay()
    {
        if (random.NextDouble() >= options.TroubleShare)
            return 0;
        return random.NextInt32(4) switch
        {
            0 => 12 * random.NextDouble(),
            1 => 300 * random.NextDouble(),
            2 => 6_000 * random.NextDouble(),
            _ => -random.NextDouble(),
        };
    }

    private bool IsTrouble() => random.NextDouble() < options.TroubleShare / 3;

    private double Price(double near) => Math.Max(0.01, Math.Round(near, 2));

    private Quote Quoted()
    {
        mid *= Math.Exp(2e-4 * random.NextNormal());
        double bid = Price(mid - 0.01 * random.NextInt32(3)), ask = Math.Max(bid, Price(mid + 0.01 * random.NextInt32(4)));
        if (IsTrouble())
            return new Quote(random.NextDouble() < 0.5 ? ask + 0.05 : 0, 100, ask, 100);
        return new Quote(bid, Size(), ask, Size());
    }

    private double Size() => IsTrouble() ? 0 : 100 * (1 + random.NextInt32(20));

    private Trade Traded()
    {
        double size = random.NextDouble() < 0.02 ? 3_000 * (1 + random.NextDouble()) : 150 * random.NextDouble();
        double price = Price(mid + 0.01 * (random.NextInt32(5) - 2));
        if (IsTrouble())
            return new Trade(random.NextDouble() < 0.5 ? double.NaN : -1, size, Aggressor.Buyer);
        return new Trade(price, size, (Aggressor)(random.NextInt32(3) - 1));
    }

    private BookSnapshot Depth()
    {
        mid *= Math.Exp(1e-4 * random.NextNormal());
        double bid = Price(mid), ask = IsTrouble() ? bid - 0.02 : bid + 0.01 * (1 + random.NextInt32(3));
        int bids = random.NextInt32(13), asks = Math.Max(0, bids - random.NextInt32(3));
        return new BookSnapshot(Prices(bid, -0.01, bids), Sizes(bids), Prices(ask, 0.01, asks), Sizes(asks));
    }

    private static double[] Prices(double best, double step, int count) => [.. Enumerable.Range(0, count).Select(i => Math.Round(best + step * i, 2))];

    private double[] Sizes(int count) => [.. Enumerable.Range(0, count).Select(_ => Size())];
}
