using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.Tests.MarketSimulator.Engine;

public sealed class EventQueueTests
{
    [Fact]
    public void TryTake_RandomTimesWithTies_SortedAndFirstComeFirstServed()
    {
        SeededRandom random = new(3);
        EventQueue queue = new();
        List<(long Time, int Tag)> expected = [];
        for (int i = 0; i < 10_000; i++)
        {
            long time = random.NextInt32(500);
            queue.Add(time, participant: 0, tag: i, stamp: 0);
            expected.Add((time, i));
        }

        List<(long Time, int Tag)> taken = [];
        while (queue.TryTake(out WakeUp call))
            taken.Add((call.TimeMicros, call.Tag));

        Assert.Equal(expected.OrderBy(e => e.Time), taken);
        Assert.Equal(0, queue.Count);
    }
}
