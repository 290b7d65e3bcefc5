using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.Tests.Oracles.Training;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class EvidenceWeightsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_CrowdedDays_AgreesWithEveryPair(ulong seed)
    {
        TrainingOrder[] orders = [.. Crowded(seed, 300)];

        double[] weights = EvidenceWeights.Of(orders);

        Assert.Equal(NaiveEvidenceWeights.Of(orders), weights);
        Assert.All(weights, weight => Assert.True(weight > 0));
        Assert.Contains(weights, weight => weight < 0.2);
    }

    [Fact]
    public void Of_OrderAlone_CountsOnce()
    {
        TrainingOrder order = Crowded(5, 1).Single();

        Assert.Equal([1.0], EvidenceWeights.Of([order with { Kind = TrainingOrderKind.Metaorder, Weight = 40 }]));
        Assert.Equal([40.0], EvidenceWeights.Of([order with { Kind = TrainingOrderKind.Own, Weight = 40 }]));
    }

    [Fact]
    public void Of_SameStart_SharesOneWeight()
    {
        TrainingOrder order = Crowded(5, 1).Single() with { Kind = TrainingOrderKind.Probe };

        Assert.Equal([0.25, 0.25, 0.25, 0.25], EvidenceWeights.Of([order, order, order, order]));
    }

    /// <summary>Few symbols and whole-minute starts, so that orders overlap and tie.</summary>
    private static IEnumerable<TrainingOrder> Crowded(ulong seed, int count)
    {
        SeededRandom random = new(seed);
        return new SyntheticWorld(seed, 0).Days(0, 2, count / 2 + 1).Take(count).Select(order => order with
        {
            Symbol = $"S{random.NextInt32(2)}",
            Kind = (TrainingOrderKind)random.NextInt32(3),
            Weight = 1 + random.NextInt32(3),
            T0 = FoldPlan.EndOf(order.SessionDate.AddDays(-1)).AddSeconds(60 * random.NextInt32(200)),
            HorizonSeconds = 60 * random.NextInt32(30),
            ExecutionSeconds = 60 * random.NextInt32(30),
        });
    }
}
