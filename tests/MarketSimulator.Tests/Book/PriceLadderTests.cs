using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Book;

namespace ImpactService.Tests.MarketSimulator.Book;

public sealed class PriceLadderTests
{
    [Fact]
    public void AtOrAboveAndBelow_RandomLevels_SameAsScan()
    {
        SeededRandom random = new(11);
        for (int round = 0; round < 200; round++)
        {
            PriceLadder ladder = new(1000, 192);
            HashSet<int> occupied = [];
            for (int i = 0; i < round % 12; i++)
                occupied.Add(1000 + random.NextInt32(192));
            foreach (int tick in occupied)
                ladder.SetOccupied(tick, true);

            for (int tick = 990; tick < 1200; tick++)
            {
                Assert.Equal(occupied.Where(t => t >= tick).Select(t => (int?)t).Min(), ladder.AtOrAbove(tick));
                Assert.Equal(occupied.Where(t => t <= tick).Select(t => (int?)t).Max(), ladder.AtOrBelow(tick));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-64)]
    [InlineData(100)]
    public void Constructor_LengthNotMultipleOf64_Throws(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => new PriceLadder(0, length));
}
