using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Features;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>The streaming engine against the batch twin on random streams, feature by feature.</summary>
public sealed class FeatureTwinTests
{
    private const double RelativeTolerance = 1e-9;

    /// <summary>A price change that cancels leaves the rounding of a quotient near one, 2e-16, which is 2e-12 bps.</summary>
    private const double AbsoluteToleranceBps = 1e-11;

    private const double AbsoluteTolerance = 1e-12;

    private static readonly FeatureSchema schema = FeatureSchema.Create([]);

    public static TheoryData<ulong, RandomMarketKind> Streams()
    {
        var data = new TheoryData<ulong, RandomMarketKind>();
        foreach (RandomMarketKind kind in Enum.GetValues<RandomMarketKind>())
        {
            for (ulong seed = 1; seed <= 4; seed++)
                data.Add(seed, kind);
        }

        return data;
    }

    public enum RandomMarketKind
    {
        Everything,
        CoarseClock,
        NoDepth,
        DepthOnly,
        TradesOnly,
        Sparse,
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Snapshot_RandomStream_EqualsTheBatchTwin(ulong seed, RandomMarketKind kind)
    {
        List<MarketEvent> events = RandomMarket.Generate(seed, OptionsOf(kind));
        SessionSummary[] bars = [.. RandomMarket.Bars(seed, count: (int)(seed % 3) * 12)];
        var engine = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.From(bars));
        int fed = 0;
        foreach (Timestamp asOf in Moments(events, seed))
        {
            for (; fed < events.Count && events[fed].AvailableTime <= asOf; fed++)
                engine.OnEvent(events[fed]);
            AssertSame(NaiveFeatures.At(RandomMarket.Instrument, bars, events, asOf), engine.Snapshot(asOf), asOf);
        }
    }

    [Fact]
    public void Snapshot_RandomStreams_ReachEveryFeature()
    {
        var seen = new HashSet<string>();
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var engine = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.From(RandomMarket.Bars(seed, count: 24)));
            foreach (MarketEvent e in RandomMarket.Generate(seed, OptionsOf(RandomMarketKind.Everything)))
            {
                engine.OnEvent(e);
                double[] features = engine.Snapshot(e.AvailableTime).MarketFeatures;
                seen.UnionWith(schema.Features.Take(schema.MarketCount).Where((_, i) => features[i] is not (double.NaN or 0)).Select(f => f.Name));
            }
        }

        Assert.Empty(schema.Features.Take(schema.MarketCount).Select(f => f.Name).Except(seen));
    }

    [Theory]
    [InlineData(RandomMarketKind.Everything)]
    [InlineData(RandomMarketKind.CoarseClock)]
    [InlineData(RandomMarketKind.DepthOnly)]
    [InlineData(RandomMarketKind.Sparse)]
    public void History_RandomStream_EqualsTheBatchSummaries(RandomMarketKind kind)
    {
        for (ulong seed = 11; seed <= 14; seed++)
        {
            List<MarketEvent> events = RandomMarket.Generate(seed, OptionsOf(kind) with { Sessions = 2 });
            var engine = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.Empty);
            foreach (MarketEvent e in events)
                engine.OnEvent(e);
            engine.OnEvent(MarketEvent.Of(RandomMarket.SessionNumber(2).Open, RandomMarket.SessionNumber(2).Open, new Quote(1, 1, 2, 1)));

            Assert.Equal(2, engine.History.Sessions.Length);
            Assert.All(engine.History.Sessions, made => AssertSame(NaiveHistory.Summarise(RandomMarket.Instrument.Calendar.SessionOn(made.Date), events)!, made));
        }
    }

    private static void AssertSame(SessionSummary expected, SessionSummary made)
    {
        Assert.Equal((expected.Date, expected.Open, expected.High, expected.Low, expected.Close), (made.Date, made.Open, made.High, made.Low, made.Close));
        Assert.Equal(expected.Volume, made.Volume, 1e-6);
        Assert.Equal(expected.CoveredFraction, made.CoveredFraction, 1e-12);
        Assert.Equal(expected.MeanHalfSpreadBps, made.MeanHalfSpreadBps, 1e-9);
        Assert.Equal(expected.RealisedVolatility, made.RealisedVolatility, 1e-9);
        Assert.All(expected.VolumeBins!.Zip(made.VolumeBins!), bins => Assert.Equal(bins.First, bins.Second, 1e-6));
    }

    private static RandomMarketOptions OptionsOf(RandomMarketKind kind) => kind switch
    {
        RandomMarketKind.CoarseClock => new RandomMarketOptions { ClockMicros = 1_000_000 },
        RandomMarketKind.NoDepth => new RandomMarketOptions { HasDepth = false, Sessions = 3 },
        RandomMarketKind.DepthOnly => new RandomMarketOptions { HasQuotes = false, TroubleShare = 0.02 },
        RandomMarketKind.TradesOnly => new RandomMarketOptions { HasQuotes = false, HasDepth = false, EventsPerSession = 100 },
        RandomMarketKind.Sparse => new RandomMarketOptions { EventsPerSession = 25, Sessions = 3 },
        _ => new RandomMarketOptions(),
    };

    /// <summary>Moments inside sessions, some of them at an event, in order.</summary>
    private static IEnumerable<Timestamp> Moments(List<MarketEvent> events, ulong seed)
    {
        var random = new SeededRandom(seed + 77);
        var moments = new List<Timestamp>();
        for (int i = 0; i < 14; i++)
        {
            MarketEvent e = events[random.NextInt32(events.Count)];
            moments.Add(i % 2 == 0 ? e.AvailableTime : e.AvailableTime.AddSeconds(200 * random.NextDouble()));
        }

        return moments.Where(t => RandomMarket.Instrument.Calendar.SessionAt(t) is not null).Order();
    }

    private static void AssertSame(Dictionary<string, double> expected, MarketState state, Timestamp asOf)
    {
        double[] actual = state.MarketFeatures;
        Assert.Equal(schema.MarketCount, expected.Count);
        foreach ((string name, double value) in expected)
        {
            double seen = actual[schema.IndexOf(name)];
            double floor = name.EndsWith("_bps", StringComparison.Ordinal) ? AbsoluteToleranceBps : AbsoluteTolerance;
            bool same = double.IsNaN(value) ? double.IsNaN(seen) : Math.Abs(seen - value) <= floor + RelativeTolerance * Math.Abs(value);
            Assert.True(same, $"{name} at {asOf}: engine {seen:R}, twin {value:R}");
        }
    }
}
