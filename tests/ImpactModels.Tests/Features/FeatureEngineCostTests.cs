using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using Xunit.Abstractions;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>2,000 live engines share one process: what each keeps is bounded, and events leave no garbage.</summary>
public sealed class FeatureEngineCostTests(ITestOutputHelper output)
{
    private const int MaximumBytesPerEngine = 100_000;

    [Fact]
    public void OnEvent_InsideASession_AllocatesNothing()
    {
        var engine = new FeatureEngine(RandomMarket.Instrument, FeatureSchema.Create(["news/score"]), SessionHistory.Empty);
        MarketEvent[] events = [.. RandomMarket.Generate(3, new RandomMarketOptions { Sessions = 1, EventsPerSession = 20_000 })];
        for (int i = 0; i < events.Length / 2; i++)
            engine.OnEvent(events[i]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = events.Length / 2; i < events.Length * 3 / 4; i++)
            engine.OnEvent(events[i]);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Everything allocated over a session, kept or not: an upper bound of what stays.</summary>
    [Fact]
    public void Engine_OverASession_StaysSmall()
    {
        Timestamp asOf = RandomMarket.SessionNumber(0).Open.AddSeconds(2_000);
        MarketEvent[] events = [.. RandomMarket.Generate(4, new RandomMarketOptions { Sessions = 1, EventsPerSession = 20_000 }).TakeWhile(e => e.AvailableTime <= asOf)];
        SessionHistory history = SessionHistory.From(RandomMarket.Bars(4, 60));
        FeatureSchema schema = FeatureSchema.Create(["news/score"]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var engine = new FeatureEngine(RandomMarket.Instrument, schema, history);
        foreach (MarketEvent e in events)
            engine.OnEvent(e);
        engine.Snapshot(asOf);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine($"{bytes} bytes per engine");
        Assert.InRange(bytes, 1, MaximumBytesPerEngine);
    }
}
