using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.Tests.MarketSimulator.Engine;

public sealed class SessionClockTests
{
    private static readonly TradingSession session = TradingCalendar.Parse("09:30-16:00 America/New_York").SessionOn(new DateOnly(2025, 10, 30));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rhythms_OverTheSession_ActivityHasMeanOneAndVolatilityMeanSquareOne(bool roundTheClock)
    {
        SessionClock clock = new(session, roundTheClock);
        long[] times = [.. Enumerable.Range(0, 23_400).Select(s => session.Open.AddSeconds(s + 0.5).UnixMicros)];

        Assert.Equal(1, times.Average(clock.Activity), 9);
        Assert.Equal(1, times.Average(t => clock.Volatility(t) * clock.Volatility(t)), 9);
    }

    [Fact]
    public void TimeAtVolumeShare_Shares_SplitTheExpectedVolume()
    {
        SessionClock clock = new(session, roundTheClock: false);
        long from = session.Open.AddSeconds(1234.5).UnixMicros;
        long to = session.Open.AddSeconds(20_000.25).UnixMicros;
        double whole = Volume(clock, from, to);

        Assert.Equal(from, clock.TimeAtVolumeShare(from, to, 0), 1.0);
        foreach (double share in new[] { 0.1, 0.37, 0.5, 0.99 })
            Assert.Equal(share, Volume(clock, from, clock.TimeAtVolumeShare(from, to, share)) / whole, 3);
        Assert.Equal(to, clock.TimeAtVolumeShare(from, to, 1), 1.0);
    }

    private static double Volume(SessionClock clock, long fromMicros, long toMicros)
    {
        double sum = 0;
        for (long t = fromMicros; t < toMicros; t += 100_000)
            sum += clock.Activity(t);
        return sum;
    }
}
