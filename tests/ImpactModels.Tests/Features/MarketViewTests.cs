using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public class MarketViewTests
{
    private const string Key = "news/mood";

    [Fact]
    public void Freeze_EngineGoesOn_TellsTheSameAsBefore()
    {
        EngineBench bench = Busy();
        MarketView view = bench.Engine.Freeze();
        double[] expected = bench.State(130).MarketFeatures;
        bench.Quoted(121, 90, 110).Traded(122, 110, 5_000, Aggressor.Buyer).Traded(123, 109, 5_000, Aggressor.Buyer);
        Assert.Equal(expected, view.Snapshot(EngineBench.At(130)).MarketFeatures);
        Assert.NotEqual(expected, bench.State(130).MarketFeatures);
    }

    [Fact]
    public void Snapshot_ManyThreadsAtOnce_AllSeeTheSame()
    {
        MarketView view = Busy().Engine.Freeze();
        MarketView other = Busy(50).Engine.Freeze();
        double[] expected = view.Snapshot(EngineBench.At(300)).MarketFeatures, expectedOther = other.Snapshot(EngineBench.At(300)).MarketFeatures;
        Parallel.For(0, 400, i =>
        {
            Assert.Equal(expected, view.Snapshot(EngineBench.At(300)).MarketFeatures);
            Assert.Equal(expectedOther, other.Snapshot(EngineBench.At(300)).MarketFeatures);
        });
    }

    [Fact]
    public void Latest_SignalAfterTheLastEvent_DoesNotKnowIt()
    {
        EngineBench bench = new(EngineBench.HistoryOf(1e6), Key);
        Signal(bench, 10, 1);
        bench.Quoted(20, 99.9, 100.1);
        MarketState expected = bench.State(20);
        Signal(bench, 30, 2);
        MarketState latest = bench.Engine.Freeze().Latest!;
        Assert.Equal((EngineBench.At(20), 1.0), (latest.AsOf, latest.MarketFeatures[bench.Schema.IndexOf($"signal/{Key}")]));
        Assert.Equal(expected.MarketFeatures, latest.MarketFeatures);
        Assert.Equal(2.0, bench.Engine.Freeze().Snapshot(EngineBench.At(31)).MarketFeatures[bench.Schema.IndexOf($"signal/{Key}")]);
    }

    [Fact]
    public void Latest_AfterTheSessionHasEnded_IsItsLastState()
    {
        EngineBench bench = Busy();
        double[] expected = bench.State(120).MarketFeatures;
        bench.Quoted(EngineBench.Session.LengthSeconds + 60, 1, 2);
        MarketView view = bench.Engine.Freeze();
        Assert.Null(view.SessionDate);
        Assert.Equal(expected, view.Latest!.MarketFeatures);
    }

    [Fact]
    public void Latest_RefusedEventAfterTheLast_ChangesNothing()
    {
        EngineBench bench = Busy();
        double[] expected = bench.State(120).MarketFeatures;
        bench.Quoted(125, 101, 99);
        Assert.Equal(expected, bench.Engine.Freeze().Latest!.MarketFeatures);
    }

    [Fact]
    public void TryLearn_EarlierSessionsChanged_IsRefused()
    {
        EngineBench bench = Busy();
        Assert.False(bench.Engine.TryLearn(EngineBench.HistoryOf(2e6)));
        SessionHistory withToday = EngineBench.HistoryOf(1e6).With(new SessionSummary(EngineBench.Session.Date, 1, 2, 1, 2, 5, new double[SessionSummary.VolumeBinCount]));
        Assert.True(bench.Engine.TryLearn(withToday));
        Assert.Same(withToday, bench.Engine.History);
    }

    private static EngineBench Busy(double lastSize = 100)
    {
        EngineBench bench = new(EngineBench.HistoryOf(1e6));
        for (int second = 0; second < 120; second++)
        {
            double mid = 100 + 0.01 * (second % 7);
            bench.Quoted(second, mid - 0.01, mid + 0.01, 100 + second, 200);
            bench.Traded(second + 0.5, mid + 0.01, 50 + second);
        }

        return bench.Traded(120, 100, lastSize, Aggressor.Seller);
    }

    private static void Signal(EngineBench bench, double second, double value) =>
        bench.Engine.OnEvent(MarketEvent.Of(EngineBench.At(second), EngineBench.At(second), new SignalValue("news", "mood", value)));
}
