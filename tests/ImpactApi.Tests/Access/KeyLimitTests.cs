using ImpactService.ImpactApi.Access;

namespace ImpactService.Tests.ImpactApi.Access;

public class KeyLimitTests
{
    private readonly StepClock clock = new();

    [Fact]
    public void TryTake_ASecondsWorthAtOnce_ThenOneForEachFraction()
    {
        KeyLimit limit = new(10, clock);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(limit.TryTake(out double _)));
        Assert.False(limit.TryTake(out double wait));
        Assert.Equal(0.1, wait, 1e-6);
        clock.Advance(0.1);
        Assert.True(limit.TryTake(out double _));
        Assert.False(limit.TryTake(out double _));
    }

    [Fact]
    public void TryTake_AskedTooOften_IsNotPunishedForIt()
    {
        KeyLimit limit = new(1, clock);
        Assert.True(limit.TryTake(out double _));
        for (int i = 0; i < 100; i++)
            Assert.False(limit.TryTake(out double _));
        clock.Advance(1);
        Assert.True(limit.TryTake(out double _));
    }

    [Fact]
    public async Task TryTake_FromManyThreads_LetsNoMoreThrough()
    {
        KeyLimit limit = new(1_000, clock);
        int[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1_000).Count(_ => limit.TryTake(out double _)))));
        Assert.Equal(1_000, taken.Sum());
    }

    private sealed class StepClock : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(double seconds) => ticks += TimeSpan.FromSeconds(seconds).Ticks;

        public override long GetTimestamp() => ticks;
    }
}
