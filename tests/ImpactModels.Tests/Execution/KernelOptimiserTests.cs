using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class KernelOptimiserTests
{
    /// <summary>Blocks of X/(ρT + 2) at both ends and a constant rate between, in slots that are short beside 1/ρ.</summary>
    [Theory]
    [InlineData(2, 25_000)]
    [InlineData(10, 8_333)]
    [InlineData(50, 1_923)]
    public void Minimise_BookThatRefills_GivesTheBlocksOfObizhaevaAndWang(double resilience, double block)
    {
        const int n = 250;
        ScheduleSlot[] slots = [.. Enumerable.Range(0, n).Select(k => new ScheduleSlot(k, k + 1, 1))];
        double[] fractions = [.. Enumerable.Repeat(1.0 / n, n)];
        double[] kernel = new ResilientImpact(0, 1, resilience).Kernel(slots, n);
        KernelOptimiser.Minimise(kernel, [.. Enumerable.Repeat(1.0, n)], fractions);

        ObizhaevaWangModel paper = new(100_000, 1, resilience);
        double slotRate = paper.Rate / n;
        Assert.Equal(1, fractions.Sum(), 1e-9);
        // The blocks are spread over the first and last slots, where the mean of a rate inside a slot stands for a block.
        Assert.Equal(block, 100_000 * fractions[..6].Sum() - 6 * slotRate, slotRate);
        Assert.Equal(block, 100_000 * fractions[^6..].Sum() - 6 * slotRate, slotRate);
        Assert.All(fractions[12..^12], f => Assert.Equal(slotRate, 100_000 * f, 0.02 * slotRate));
        Assert.Equal(1 / (resilience + 2), Cost(kernel, fractions), 0.01 / (resilience + 2));
    }

    [Fact]
    public void Minimise_Caps_AreKept()
    {
        ScheduleSlot[] slots = [.. Enumerable.Range(0, 10).Select(k => new ScheduleSlot(k, k + 1, 1))];
        double[] caps = [0.05, .. Enumerable.Repeat(0.2, 8), 0.05];
        double[] fractions = LotAllocation.Proportional([.. Enumerable.Repeat(1.0, 10)], caps, 1);
        double[] kernel = new ResilientImpact(0, 1, 10).Kernel(slots, 10);
        double before = Cost(kernel, fractions);
        KernelOptimiser.Minimise(kernel, caps, fractions);
        Assert.Equal(1, fractions.Sum(), 1e-9);
        Assert.All(Enumerable.Range(0, 10), k => Assert.InRange(fractions[k], 0, caps[k] + 1e-12));
        Assert.True(Cost(kernel, fractions) < before);
    }

    private static double Cost(double[] kernel, double[] fractions)
    {
        int n = fractions.Length;
        double cost = 0;
        for (int k = 0; k < n; k++)
        {
            for (int j = 0; j <= k; j++)
                cost += kernel[k * n + j] * fractions[k] * fractions[j];
        }

        return cost;
    }
}
