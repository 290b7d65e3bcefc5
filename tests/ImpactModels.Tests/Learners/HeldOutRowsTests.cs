using ImpactService.ImpactModels.Learners;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class HeldOutRowsTests
{
    [Fact]
    public void Latest_Blocks_HoldsTheLatestWholeOnesThatReachTheShare()
    {
        // Ten days of 30 rows, not in order of time.
        int[] days = [.. Enumerable.Range(0, 300).Select(row => row * 7 % 10)];
        bool[] held = HeldOutRows.Latest(LearnerSamples.Heteroscedastic(300, 1) with { Blocks = days }, 0.25)!;
        Assert.Equal(days.Select(day => day >= 7), held);
    }

    [Fact]
    public void Latest_TwoBlocks_LeavesOneToLearnFromWhateverTheShare()
    {
        int[] days = [.. Enumerable.Range(0, 100).Select(row => row < 70 ? 0 : 1)];
        bool[] held = HeldOutRows.Latest(LearnerSamples.Heteroscedastic(100, 1) with { Blocks = days }, 0.9)!;
        Assert.Equal(days.Select(day => day == 1), held);
    }

    [Theory]
    [InlineData(100, 1)] // one block
    [InlineData(30, 2)] // too few rows on either side
    public void Latest_NothingToMeasureOn_IsNull(int rows, int blocks)
    {
        int[] days = [.. Enumerable.Range(0, rows).Select(row => row % blocks)];
        Assert.Null(HeldOutRows.Latest(LearnerSamples.Heteroscedastic(rows, 1) with { Blocks = days }, 0.2));
    }

    [Fact]
    public void Latest_NoBlocks_HoldsAboutTheShareOfSingleRows()
    {
        bool[] held = HeldOutRows.Latest(LearnerSamples.Heteroscedastic(5_000, 1), 0.2)!;
        Assert.InRange(held.Count(isHeld => isHeld), 850, 1_150);
    }
}
