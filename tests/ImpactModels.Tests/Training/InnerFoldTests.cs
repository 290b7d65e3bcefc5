using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class InnerFoldTests
{
    [Fact]
    public void WalkForward_AnyDays_NeverLearnsFromAValidatedOrLaterDay()
    {
        SeededRandom random = new(4);
        for (int trial = 0; trial < 200; trial++)
        {
            int[] days = [.. Enumerable.Range(0, 1 + random.NextInt32(40)).Select(_ => 738_000 + random.NextInt32(60))];
            foreach (InnerFold fold in InnerFold.WalkForward(days, random.NextInt32(6)))
            {
                int[] learned = [.. days.Where(fold.Learns)];
                int[] validated = [.. days.Where(fold.Validates)];
                Assert.NotEmpty(learned);
                Assert.NotEmpty(validated);
                Assert.True(learned.Max() < validated.Min());
            }
        }
    }

    [Fact]
    public void WalkForward_ManyDays_ValidatesTheLaterHalfOnce()
    {
        int[] days = [.. Enumerable.Range(100, 11)];

        InnerFold[] folds = InnerFold.WalkForward(days, 3);

        Assert.Equal(3, folds.Length);
        Assert.All(days, day => Assert.Equal(day >= 106 ? 1 : 0, folds.Count(fold => fold.Validates(day))));
    }

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(4, 2, 2)]
    [InlineData(9, 0, 0)]
    public void WalkForward_FewDays_GivesFewerFolds(int days, int asked, int expected) =>
        Assert.Equal(expected, InnerFold.WalkForward(Enumerable.Range(0, days), asked).Length);
}
