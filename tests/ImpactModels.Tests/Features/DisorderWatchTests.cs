using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public class DisorderWatchTests
{
    [Fact]
    public void Snapshot_QuietMarket_IsInOrder() => Assert.Equal(MarketDisorder.None, Quiet().State(400).Disorder);

    [Theory]
    [InlineData(9, MarketDisorder.None)]
    [InlineData(12, MarketDisorder.Spread)]
    public void Snapshot_WideSpread_OpensAtTenTimesTheUsual(double multiple, MarketDisorder expected)
    {
        EngineBench bench = Quiet().Quoted(400.5, 100 - 0.01 * multiple, 100 + 0.01 * multiple);
        Assert.Equal(expected, bench.State(400.6).Disorder);
    }

    [Theory]
    [InlineData(5, MarketDisorder.None)]
    [InlineData(7, MarketDisorder.Spread)]
    public void Snapshot_LimitsOfAModel_DecideFromWhereOn(double multiple, MarketDisorder expected)
    {
        EngineBench bench = Quiet();
        bench.Engine.Limits = new DisorderLimits(6, 6);
        bench.Quoted(400.5, 100 - 0.01 * multiple, 100 + 0.01 * multiple);
        Assert.Equal(expected, bench.State(400.6).Disorder);
        Assert.Equal(expected, bench.Engine.Freeze().Snapshot(EngineBench.At(400.6)).Disorder);
    }

    [Fact]
    public void Snapshot_LimitsRaisedWhileOpen_ClosesByItselfAfterACalmMinute()
    {
        EngineBench bench = Quiet();
        for (int second = 400; second < 500; second++)
        {
            if (second == 410)
                bench.Engine.Limits = new DisorderLimits(50, 50);
            bench.Quoted(second + 0.2, 100 - 0.12, 100 + 0.12);
            // A second more or less, as the whole seconds fall.
            if (second is < 468 or > 471)
                Assert.Equal(second < 470 ? MarketDisorder.Spread : MarketDisorder.None, bench.State(second + 0.3).Disorder);
        }
    }

    [Fact]
    public void Snapshot_JumpOfTheMid_OpensAndClosesByItselfAfterAMinute()
    {
        EngineBench bench = Quiet();
        Quote(bench, 400, 402, 105);
        Assert.Equal(MarketDisorder.Gap, bench.State(402).Disorder);
        Quote(bench, 402, 440, 105);
        Assert.NotEqual(MarketDisorder.None, bench.State(440).Disorder);
        Quote(bench, 440, 1_400, 105);
        Assert.Equal(MarketDisorder.None, bench.State(1_400).Disorder);
    }

    [Fact]
    public void OnSecond_LevelsThatFlutter_StaysOpenUntilAMinuteIsCalm()
    {
        DisorderWatch watch = default;
        watch.OnSecond(new DisorderLevels(1.2, 0.1, double.NaN));
        for (int second = 0; second < 200; second++)
        {
            watch.OnSecond(new DisorderLevels(second % 50 == 49 ? 0.6 : 0.2, 0.1, double.NaN));
            Assert.Equal(MarketDisorder.Spread, watch.State);
        }

        for (int second = 0; second < 60; second++)
        {
            Assert.Equal(MarketDisorder.Spread, watch.State);
            watch.OnSecond(new DisorderLevels(0.49, 0.49, 0.49));
        }

        Assert.Equal(MarketDisorder.None, watch.State);
    }

    [Theory]
    [InlineData(double.NaN, double.NaN, double.NaN, MarketDisorder.None)]
    [InlineData(0.99, 0.99, 0.99, MarketDisorder.None)]
    [InlineData(0.1, 1, 0.1, MarketDisorder.Volatility)]
    [InlineData(2, 1, 3, MarketDisorder.Gap)]
    [InlineData(double.PositiveInfinity, 3, 0.9, MarketDisorder.Spread)]
    public void OnSecond_Levels_OpenForTheWorst(double spread, double volatility, double gap, MarketDisorder expected)
    {
        DisorderWatch watch = default;
        watch.OnSecond(new DisorderLevels(spread, volatility, gap));
        Assert.Equal(expected, watch.State);
    }

    /// <summary>A daily volatility of 1.6 %, a half spread of one cent on a hundred.</summary>
    private static EngineBench Quiet()
    {
        SessionHistory history = SessionHistory.From(Enumerable.Range(1, 8).Select(i =>
            new SessionSummary(EngineBench.Session.Date.AddDays(-i), 100, 101, 99, i % 2 == 0 ? 100 : 101, 1e6, new double[SessionSummary.VolumeBinCount], 0.01, 1)));
        EngineBench bench = new(history);
        Quote(bench, 0, 400, 100);
        return bench;
    }

    private static void Quote(EngineBench bench, int from, int to, double mid)
    {
        for (int second = from; second < to; second++)
            bench.Quoted(second + 0.2, mid - 0.01, mid + 0.01);
    }
}
