using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Evaluation;

public sealed class BacktestTests
{
    [Fact]
    public void Run_FreshOrders_ScoresTheServedAnswersAndEveryLaw()
    {
        TrainingOrder[] fresh = SyntheticModel.Fresh(SyntheticModel.World, 2, 50);
        SyntheticOrder.Set(fresh[7].Features, "adv_fraction", double.NaN);

        BacktestResult result = SyntheticModel.Backtest(SyntheticModel.Shared, SyntheticModel.Folds, fresh);

        Assert.Equal(99, result.Orders.Length); // an order that would be refused is not judged
        Assert.DoesNotContain(result.Orders, order => order.Id == fresh[7].Id);
        Assert.Equal(ImpactLaws.Kinds.Select(ImpactLaws.Key), result.Laws.Select(law => law.Name));
        Assert.Equal(result.Laws.Min(law => law.Crps.Average()), result.BestLaw.Crps.Average());
        for (int i = 0; i < result.Orders.Length; i++)
            Assert.Equal(SyntheticModel.Estimator.Estimate(result.Orders[i].Features).Slippage.Crps(result.Orders[i].SlippageBps), result.Model.Crps[i]);
        Assert.Equal(result.Orders.Count(order => double.IsFinite(order.PriceShiftBps)), result.PriceShift.Crps.Length);
    }

    [Fact]
    public void Run_NothingUsable_SaysWhatToDo()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SyntheticModel.Backtest(SyntheticModel.Shared, SyntheticModel.Folds, []));

        Assert.Contains("test fold", error.Message, StringComparison.Ordinal);
    }
}
