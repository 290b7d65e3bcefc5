using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.MarketSimulator;

/// <summary>
/// The negative control: a price that is a random walk and trades with independent signs that do not move it. Whatever finds an effect of size here has made it up.
/// </summary>
public static class NaiveMarket
{
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive.</exception>
    public static IEnumerable<NaiveSession> Create(ulong seed, NaiveOptions options)
    {
        if (!(options.Sessions > 0 && options.TradesPerSession > 0 && options.OpeningPrice > 0 && options.DailyVolatility > 0 && options.MeanTradeSize > 0 && options.SpreadTicks > 0))
            throw new ArgumentOutOfRangeException(nameof(options), options, "every option must be positive");
        return Walk(seed, options);
    }

    private static IEnumerable<NaiveSession> Walk(ulong seed, NaiveOptions options)
    {
        SeededRandom random = new(seed);
        double logPrice = Math.Log(options.OpeningPrice);
        DateOnly date = options.FirstDate;
        for (int i = 0; i < options.Sessions; i++, date = date.AddDays(1))
        {
            while (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                date = date.AddDays(1);
            TradingSession session = options.Instrument.Calendar.SessionOn(date);
            List<MarketEvent> events = [];
            for (int step = 1; step <= options.TradesPerSession; step++)
                logPrice = Step(options, random, logPrice, session.Open.AddSeconds(session.LengthSeconds * step / (options.TradesPerSession + 1)), events);
            yield return new NaiveSession(options.Instrument, session, events);
        }
    }

    /// <summary>One step of the walk: a new quote, and half a step of time later in sequence a print on a side chosen by a fair coin.</summary>
    private static double Step(NaiveOptions options, SeededRandom random, double logPrice, Timestamp time, List<MarketEvent> events)
    {
        double tick = options.Instrument.TickSize ?? 0.01;
        logPrice += options.DailyVolatility / Math.Sqrt(options.TradesPerSession) * random.NextNormal();
        double bid = Math.Floor(Math.Exp(logPrice) / tick) * tick;
        double ask = bid + options.SpreadTicks * tick;
        bool buys = random.NextDouble() < 0.5;
        double size = Math.Ceiling(options.MeanTradeSize * random.NextExponential());
        Timestamp quoted = time.AddSeconds(-0.001);
        events.Add(MarketEvent.Of(quoted, quoted, new Quote(bid, 100, ask, 100)));
        events.Add(MarketEvent.Of(time, time, new Trade(buys ? ask : bid, Math.Max(1, size), buys ? Aggressor.Buyer : Aggressor.Seller)));
        return logPrice;
    }
}

/// <summary>Size and scale of a negative control.</summary>
public sealed record NaiveOptions
{
    public Instrument Instrument { get; init; } = new("NAIVE", TradingCalendar.Parse("09:30-16:00 America/New_York"), "USD", 0.01, 1);

    public DateOnly FirstDate { get; init; } = new(2025, 9, 22);

    public int Sessions { get; init; } = 10;

    public int TradesPerSession { get; init; } = 5000;

    public double OpeningPrice { get; init; } = 100;

    public double DailyVolatility { get; init; } = 0.015;

    public double MeanTradeSize { get; init; } = 200;

    public double SpreadTicks { get; init; } = 1;
}

/// <summary>One session of the negative control, in the order of time.</summary>
public sealed record NaiveSession(Instrument Instrument, TradingSession Session, IReadOnlyList<MarketEvent> Events);
