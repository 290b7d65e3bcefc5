using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class FoldedOrdersTests
{
    [Fact]
    public void Split_AnyPlanAndOrders_NoLabelSpansOfTwoFoldsOverlap()
    {
        SeededRandom random = new(17);
        for (int trial = 0; trial < 30; trial++)
        {
            TrainingOrder[] orders = [.. new SyntheticWorld(100 + (ulong)trial, 0).Days(0, 6, 20).Select(o => o with { LabelEnd = o.TEnd.AddSeconds(random.NextExponential() * 20_000) })];
            Timestamp[] boundaries = [.. Enumerable.Range(0, 3).Select(_ => orders[0].T0.AddSeconds(random.NextDouble() * 6 * 86_400)).Order()];
            FoldedOrders folds = new FoldPlan(boundaries[0], boundaries[1], boundaries[2]).Split(orders);

            AssertApart(folds.Train, folds.Calibrate);
            AssertApart(folds.Train, folds.Test);
            AssertApart(folds.Calibrate, folds.Test);
            Assert.Equal(orders.Length, folds.Train.Count + folds.Calibrate.Count + folds.Test.Count + folds.PurgedCount);
        }
    }

    private static void AssertApart(IReadOnlyList<TrainingOrder> earlier, IReadOnlyList<TrainingOrder> later) =>
        Assert.All(earlier, a => Assert.All(later, b => Assert.True(a.LabelEnd < b.T0)));
}
