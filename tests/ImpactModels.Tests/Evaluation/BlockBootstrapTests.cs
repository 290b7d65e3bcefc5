using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class BlockBootstrapTests
{
    [Fact]
    public void Mean_DaysWithACommonShock_CoversTheTruthAboutAsOftenAsItSays()
    {
        int covered = 0;
        const int trials = 200;
        for (int trial = 0; trial < trials; trial++)
        {
            (int[] blocks, double[] values) = Days(30, 20, 1, (ulong)trial);
            BootstrapInterval interval = new BlockBootstrap(blocks, 1) { ResampleCount = 300 }.Mean(values);
            covered += interval.Lower <= 1 && interval.Upper >= 1 ? 1 : 0;
        }

        Assert.InRange(covered / (double)trials, 0.8, 0.96);
    }

    [Fact]
    public void Mean_SameSeed_IsTheSameInterval()
    {
        (int[] blocks, double[] values) = Days(12, 10, 0, 4);
        Assert.Equal(new BlockBootstrap(blocks, 7).Mean(values), new BlockBootstrap(blocks, 7).Mean(values));
        Assert.NotEqual(new BlockBootstrap(blocks, 8).Mean(values), new BlockBootstrap(blocks, 7).Mean(values));
    }

    [Fact]
    public void Difference_PairedRows_CancelsTheCommonShock()
    {
        (int[] blocks, double[] values) = Days(20, 30, 0, 5);
        double[] better = [.. values.Select(v => v - 0.1)];
        BootstrapInterval interval = new BlockBootstrap(blocks, 1).Difference(values, better);
        Assert.Equal(0.1, interval.Estimate, 1e-12);
        Assert.Equal(0.1, interval.Lower, 1e-12);
        Assert.True(interval.IsAboveZero);
    }

    [Fact]
    public void Skill_HalfTheBaselinesScore_IsOneHalf()
    {
        double[] baseline = [1, 2, 3, 4];
        BootstrapInterval interval = new BlockBootstrap([0, 0, 1, 1], 1).Skill([.. baseline.Select(b => b / 2)], baseline);
        Assert.Equal(0.5, interval.Estimate, 1e-12);
        Assert.Equal(0.5, interval.Upper, 1e-12);
    }

    [Fact]
    public void Mean_Weighted_CountsRowsByTheirWeight() =>
        Assert.Equal(2.5, new BlockBootstrap([0, 1], 1).Mean([1, 3], [1, 3]).Estimate, 1e-12);

    [Fact]
    public void Mean_OneBlock_HasNoInterval()
    {
        BootstrapInterval interval = new BlockBootstrap([5, 5], 1).Mean([1, 3]);
        Assert.Equal(2, interval.Estimate);
        Assert.True(double.IsNaN(interval.Lower));
        Assert.True(interval.HasFewBlocks);
        Assert.False(interval.IsAboveZero);
    }

    [Fact]
    public void Mean_WrongLength_Throws() =>
        Assert.Throws<ArgumentException>(() => new BlockBootstrap([0, 1], 1).Mean([1]));

    private static (int[] Blocks, double[] Values) Days(int days, int rows, double mean, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] shocks = [.. Enumerable.Range(0, days).Select(_ => mean + random.NextNormal())];
        int[] blocks = [.. Enumerable.Range(0, days * rows).Select(i => i / rows)];
        return (blocks, [.. blocks.Select(b => shocks[b] + 0.5 * random.NextNormal())]);
    }

    [Fact]
    public void Of_MeanOfEqualBlocks_IsTheIntervalOfTheMean()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
        BootstrapInterval expected = new BlockBootstrap([.. Enumerable.Range(0, values.Length)], 7).Mean(values);

        BootstrapInterval any = BlockBootstrap.Of(values.Length, 7, BlockBootstrap.DefaultResampleCount, drawn => drawn.Average(i => values[i]));

        Assert.Equal(expected.Estimate, any.Estimate, 1e-12);
        Assert.Equal(expected.Lower, any.Lower, 1e-9); // the same draws
        Assert.Equal(expected.Upper, any.Upper, 1e-9);
    }

    [Fact]
    public void Of_OneBlock_HasNoBounds() => Assert.Equal(double.NaN, BlockBootstrap.Of(1, 7, 100, _ => 1).Lower);
}
