using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

/// <summary>Hand-made tapes of a round-the-clock instrument; times are seconds since the session's open.</summary>
internal sealed class TapeBuilder
{
    public static readonly DateOnly Date = new(2024, 3, 5);

    private readonly List<MarketEvent> events = [];

    public TapeBuilder(TradingCalendar? calendar = null, string symbol = "TEST")
    {
        Instrument = new Instrument(symbol, calendar ?? TradingCalendar.RoundTheClock);
        Session = Instrument.Calendar.SessionOn(Date);
    }

    /// <summary>A session of a few hours, so that its end is near.</summary>
    public static TradingCalendar ShortDay { get; } = TradingCalendar.Daily(new TimeOnly(9, 0), new TimeOnly(11, 0), TimeZoneInfo.Utc);

    public Instrument Instrument { get; }

    public TradingSession Session { get; }

    public Timestamp At(double seconds) => Session.Open.AddSeconds(seconds);

    public TapeBuilder Quote(double seconds, double bid, double ask, double bidSize = 10, double askSize = 10, double delaySeconds = 0)
    {
        events.Add(MarketEvent.Of(At(seconds), At(seconds + delaySeconds), new Quote(bid, bidSize, ask, askSize)));
        return this;
    }

    public TapeBuilder Trade(double seconds, double price, double size, Aggressor aggressor, double delaySeconds = 0)
    {
        events.Add(MarketEvent.Of(At(seconds), At(seconds + delaySeconds), new Trade(price, size, aggressor)));
        return this;
    }

    public TapeBuilder Depth(double seconds, double bid, double ask)
    {
        events.Add(MarketEvent.Of(At(seconds), At(seconds), new BookSnapshot([bid, bid - 1], [5, 6], [ask, ask + 1], [7, 8])));
        return this;
    }

    /// <summary>The rows added so far, in the order in which they become available.</summary>
    public SessionTape Build() => new(Instrument, Session, [.. events.OrderBy(row => row.AvailableTime.UnixMicros).ThenBy(row => row.EventTime.UnixMicros)]);

    public TapeIndex Index() => TapeIndex.Build(Build());

    /// <summary>
    /// A nasty random tape: prices on a coarse grid so that levels are often revisited, sizes from zero, ties in time, crossed and locked quotes, trades at, inside and through the touch, unsigned ones too.
    /// All sizes are small integers, so sums are exact in any order.
    /// </summary>
    public static TapeBuilder Random(ulong seed, int eventCount, double maximumDelaySeconds = 0)
    {
        var random = new SeededRandom(seed);
        var builder = new TapeBuilder(ShortDay);
        double seconds = 0;
        int bid = 100;
        builder.Quote(0, bid, bid + 1);
        for (int i = 0; i < eventCount; i++)
        {
            seconds += random.NextInt32(3);
            double delay = random.NextDouble() < 0.2 ? random.NextDouble() * maximumDelaySeconds : 0;
            if (random.NextInt32(2) == 0)
            {
                bid = Math.Clamp(bid + random.NextInt32(3) - 1, 95, 105);
                builder.Quote(seconds, bid, bid + random.NextInt32(4) - (random.NextInt32(10) == 0 ? 1 : 0), random.NextInt32(6), random.NextInt32(6), delay);
            }
            else
            {
                builder.Trade(seconds, bid + random.NextInt32(5) - 1, 1 + random.NextInt32(4), (Aggressor)(random.NextInt32(3) - 1), delay);
            }
        }

        return builder;
    }
}
