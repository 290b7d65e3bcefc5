using ImpactService.ImpactApi.Observing;

namespace ImpactService.Tests.ImpactApi.Observing;

public class ClockWatchTests
{
    private readonly TwoClocks clocks = new();

    [Theory]
    [InlineData(1.9, false)]
    [InlineData(-1.9, false)]
    [InlineData(2.1, true)]
    [InlineData(-86_400, true)]
    public void Look_WallMovedAgainstTheSteadyClock_StandsFromTwoSecondsOn(double jumpSeconds, bool stands)
    {
        ClockWatch watch = new(clocks);
        clocks.Pass(2, 2);
        watch.Look();
        Assert.False(watch.Stands);
        clocks.Pass(2 + jumpSeconds, 2);
        watch.Look();
        Assert.Equal(stands, watch.Stands);
        if (stands)
            Assert.Equal(jumpSeconds, watch.JumpSeconds, 1e-3);
    }

    [Fact]
    public void Stands_TenMinutesAfterTheLastJump_IsOver()
    {
        ClockWatch watch = new(clocks);
        clocks.Pass(3_600, 2);
        watch.Look();
        clocks.Pass(590, 590);
        watch.Look();
        Assert.True(watch.Stands);
        clocks.Pass(11, 11);
        watch.Look();
        Assert.False(watch.Stands);
    }

    /// <summary>A wall clock and a steady one that run apart as a test says.</summary>
    private sealed class TwoClocks : TimeProvider
    {
        private DateTimeOffset wall = new(2025, 10, 31, 12, 0, 0, TimeSpan.Zero);
        private long steady;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(double wallSeconds, double steadySeconds)
        {
            wall = wall.AddSeconds(wallSeconds);
            steady += TimeSpan.FromSeconds(steadySeconds).Ticks;
        }

        public override DateTimeOffset GetUtcNow() => wall;

        public override long GetTimestamp() => steady;
    }
}
