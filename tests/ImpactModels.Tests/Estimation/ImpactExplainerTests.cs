using ImpactService.ImpactModels.Estimation;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class ImpactExplainerTests
{
    [Fact]
    public void Explain_EitherRung_SumsToTheMean()
    {
        ImpactEstimator priors = ImpactEstimator.PublishedPriors(SyntheticOrder.Schema);
        foreach (double[] features in SyntheticModel.Fresh(SyntheticModel.World, 1, 12).Select(order => order.Features))
        {
            AssertSums(SyntheticModel.Estimator, features, null);
            AssertSums(SyntheticModel.Estimator, features, RungReason.DisorderedMarket);
            AssertSums(priors, features, null);
            new LearnerInput(SyntheticOrder.Schema).ScaleSize(features, 1e4);
            AssertSums(SyntheticModel.Estimator, features, null);
        }
    }

    [Fact]
    public void Explain_LearnedRung_FindsTheFlow()
    {
        Contribution[] OfFlow(double flow) =>
            [.. SyntheticModel.Fresh(SyntheticModel.World, 1, 8).Select(order => order.Features).Select(features =>
            {
                SyntheticOrder.Set(features, "signed_flow_60s", flow);
                return SyntheticModel.Estimator.Explain(features).Contributions.Single(c => c.Term == "flow");
            })];

        Assert.True(OfFlow(2).Average(c => c.Bps) > 0.5);
        Assert.True(OfFlow(-2).Average(c => c.Bps) < -0.5);
    }

    private static void AssertSums(ImpactEstimator estimator, double[] features, RungReason? reason)
    {
        Explanation explanation = estimator.Explain(features, reason);
        ImpactEstimate estimate = estimator.Estimate(features, reason);

        Assert.Equal(estimate.Slippage.MeanBps, explanation.MeanBps);
        Assert.Equal(explanation.MeanBps, explanation.Contributions.Sum(c => c.Bps), 1e-9 * Math.Max(1, Math.Abs(explanation.MeanBps)));
        Assert.Equal(estimate.Decomposition.SpreadCostBps, explanation.Contributions.Single(c => c.Term == "spreadCost").Bps, 1e-12);
        Assert.Equal(explanation.Contributions.Length, explanation.Contributions.Select(c => c.Term).Distinct().Count()); // the spread group is not the spread cost
        Assert.Equal(estimate.Rung == Rung.Learned, explanation.Contributions.Any(c => c.Term == "flow"));
    }
}
