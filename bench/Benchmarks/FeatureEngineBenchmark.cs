using BenchmarkDotNet.Attributes;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks;

/// <summary>Events per second through one engine, and what a snapshot and an order's vector cost. A busy session: 200,000 events, seven quotes to two trades to one depth snapshot.</summary>
[MemoryDiagnoser]
public class FeatureEngineBenchmark
{
    private const int EventCount = 200_000;

    private static readonly Instrument instrument = new("BENCH", TradingCalendar.RoundTheClock, TickSize: 0.01);
    private static readonly TradingSession session = instrument.Calendar.SessionOn(new DateOnly(2024, 5, 6));
    private readonly FeatureSchema schema = FeatureSchema.Create([]);
    private readonly double[] vector = new double[FeatureSchema.Create([]).Count];
    private MarketEvent[] events = [];
    private FeatureEngine warm = new(instrument, FeatureSchema.Create([]), SessionHistory.Empty);
    private MarketState state = new() { Instrument = instrument, AsOf = session.Open };

    [GlobalSetup]
    public void Setup()
    {
        events = MakeSession();
        warm = Run();
        state = warm.Snapshot(warm.LastEventTime!.Value);
    }

    [Benchmark(OperationsPerInvoke = EventCount)]
    public FeatureEngine OnEvent() => Run();

    [Benchmark]
    public MarketState Snapshot() => warm.Snapshot(warm.LastEventTime!.Value);

    [Benchmark]
    public double WriteOrder()
    {
        OrderFeatures.Write(schema, state, new OrderProfile("BENCH", Side.Sell, 500, state.AsOf, 600, 0.5), vector);
        return vector[0];
    }

    private FeatureEngine Run()
    {
        var engine = new FeatureEngine(instrument, schema, SessionHistory.Empty);
        foreach (ref readonly MarketEvent e in events.AsSpan())
            engine.OnEvent(e);
        return engine;
    }

    private static MarketEvent[] MakeSession()
    {
        var random = new SeededRandom(1);
        var made = new MarketEvent[EventCount];
        double clock = 0, mid = 100;
        double[] sizes = [.. Enumerable.Range(1, 10).Select(i => 100.0 * i)];
        BookSnapshot book = new([.. sizes.Select(s => 100 - s / 1e4)], sizes, [.. sizes.Select(s => 100 + s / 1e4)], sizes);
        for (int i = 0; i < EventCount; i++)
        {
            clock += random.NextExponential() * 80_000 / EventCount;
            mid += 0.01 * (random.NextInt32(3) - 1);
            Timestamp time = session.Open.AddSeconds(clock);
            made[i] = random.NextInt32(10) switch
            {
                < 7 => MarketEvent.Of(time, time, new Quote(mid - 0.01, 100 + random.NextInt32(900), mid + 0.01, 100 + random.NextInt32(900))),
                < 9 => MarketEvent.Of(time, time, new Trade(mid + 0.01 * (random.NextInt32(3) - 1), 1 + random.NextInt32(300), Aggressor.Unknown)),
                _ => MarketEvent.Of(time, time, book),
            };
        }

        return made;
    }
}
