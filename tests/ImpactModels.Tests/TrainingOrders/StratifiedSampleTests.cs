using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class StratifiedSampleTests
{
    private static readonly int[] Strata = [.. Enumerable.Repeat(1, 1_000), .. Enumerable.Repeat(2, 100), .. Enumerable.Repeat(3, 4)];

    [Fact]
    public void Draw_RareStrata_AreKeptWholeAndCommonOnesThinned()
    {
        SampledItem[] kept = StratifiedSample.Draw(Strata, 104, new SeededRandom(1));

        Assert.Equal(104, kept.Length);
        Assert.Equal(4, kept.Count(item => Strata[item.Index] == 3));
        Assert.Equal(50, kept.Count(item => Strata[item.Index] == 2));
        Assert.All(kept.Where(item => Strata[item.Index] == 1), item => Assert.Equal(20, item.Weight));
        Assert.Equal(kept.Select(item => item.Index).Order().Distinct(), kept.Select(item => item.Index));
    }

    [Fact]
    public void Draw_AnyBudget_WeightsSumToTheNumberOfItems()
    {
        for (int budget = 1; budget < 1_500; budget += 37)
            Assert.Equal(Strata.Length, StratifiedSample.Draw(Strata, budget, new SeededRandom(2)).Sum(item => item.Weight), 6);
    }

    [Fact]
    public void Draw_BudgetForAll_KeepsAllWithWeightOne() =>
        Assert.Equal(Enumerable.Range(0, Strata.Length).Select(i => new SampledItem(i, 1)), StratifiedSample.Draw(Strata, Strata.Length, new SeededRandom(3)));

    [Fact]
    public void Draw_FewerThanStrata_KeepsOneOfEach() => Assert.Equal(3, StratifiedSample.Draw(Strata, 1, new SeededRandom(4)).Length);

    [Fact]
    public void Draw_ManySeeds_EstimatesSumsWithoutBias()
    {
        double sum = 0;
        for (ulong seed = 0; seed < 400; seed++)
            sum += StratifiedSample.Draw(Strata, 30, new SeededRandom(seed)).Sum(item => item.Weight * item.Index);

        double truth = Strata.Length * (Strata.Length - 1) / 2.0;
        Assert.InRange(sum / 400 / truth, 0.98, 1.02);
    }

    [Fact]
    public void Draw_NoItems_IsEmpty() => Assert.Empty(StratifiedSample.Draw([], 10, new SeededRandom(5)));
}
