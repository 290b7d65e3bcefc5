using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

/// <summary>Which step of the fallback ladder answers, and what that does to the answer.</summary>
public sealed class EstimateRungTests
{
    private static readonly ImpactEstimator Estimator = SyntheticModel.Estimator;

    private static double[] Features(SyntheticOrder order) => order.ToFeatures(SyntheticWorld.Noise(new SeededRandom(8)));

    private static ImpactEstimate Estimate(SyntheticOrder order) => Estimator.Estimate(Features(order));

    /// <summary>The order as the shared model sees it.</summary>
    private static LawInput Seen(double[] features)
    {
        LawInputReader reader = new(SyntheticOrder.Schema);
        return SyntheticModel.Shared.Volatility.Apply(reader.Read(features), reader.ReadVolatility(features));
    }

    [Fact]
    public void Estimate_LearnerWithoutASay_IsParametricAndSaysSo()
    {
        ModelArtifact law = SyntheticModel.Train(new SyntheticWorld(51, 0.8).Folds(1, 1, 250));
        double[] features = Features(new SyntheticOrder());

        ImpactEstimate estimate = ImpactEstimator.FromArtifact(law).Estimate(features);

        Assert.Equal((Rung.Parametric, RungReason.LearnerNotTrusted, SupportLevel.Inside), (estimate.Rung, estimate.Reason, estimate.Support.Overall));
        Assert.NotEqual("none", estimate.CalibrationCell);
    }

    [Fact]
    public void Estimate_OrdinaryOrder_IsLearnedInside()
    {
        ImpactEstimate estimate = Estimate(new SyntheticOrder());

        Assert.Equal((Rung.Learned, RungReason.InsideSupport, SupportLevel.Inside), (estimate.Rung, estimate.Reason, estimate.Support.Overall));
        Assert.Equal("medium/balanced (with all others)", estimate.CalibrationCell);
        Assert.Equal(1_800, estimate.RelaxationLagSeconds);
    }

    /// <summary>One calibration day with 250 orders is too little for any cell alone.</summary>
    [Fact]
    public void Estimate_CellsOfTheCalibrationWereMerged_NamesThoseThatShareIt()
    {
        ModelArtifact scarce = SyntheticModel.Train(new SyntheticWorld(51, 0.8).Folds(1, 1, 250));

        string cell = ImpactEstimator.FromArtifact(scarce).Estimate(Features(new SyntheticOrder())).CalibrationCell;

        Assert.True(scarce.Slippage.Calibration.Groups.Any(group => group.IsMerged));
        Assert.Matches(@"^\w+/balanced \(with (all others|\w+/\w+(, \w+/\w+)*)\)$", cell);
    }

    [Fact]
    public void Estimate_LargestTrainingOrder_IsLearnedAtTheEdge()
    {
        var largest = SyntheticModel.Folds.Train.MaxBy(order => order.Features[SyntheticOrder.Schema.IndexOf("adv_fraction")])!;

        ImpactEstimate estimate = Estimator.Estimate(largest.Features);

        Assert.Equal((Rung.Learned, RungReason.EdgeOfSupport, SupportLevel.Edge), (estimate.Rung, estimate.Reason, estimate.Support.Size));
    }

    [Fact]
    public void Estimate_GrowingSize_RungAgreesWithSupport()
    {
        for (double size = 1e-7; size < 10; size *= 1.3)
        {
            ImpactEstimate estimate = Estimate(new SyntheticOrder { AdvFraction = size });
            bool isBeyond = estimate.Support.Size == SupportLevel.Outside;
            Assert.Equal(isBeyond ? Rung.Parametric : Rung.Learned, estimate.Rung);
            Assert.Equal(isBeyond, estimate.Reason == RungReason.SizeOutsideSupport);
            Assert.Equal(size > 1e-2, isBeyond); // no training order is larger
        }
    }

    [Fact]
    public void Estimate_SizeAHairAboveTheLargest_IsNotBeyond() // a unit conversion away from the largest training order
    {
        double[] features = [.. SyntheticModel.Folds.Train.MaxBy(order => order.Features[SyntheticOrder.Schema.IndexOf("adv_fraction")])!.Features];
        SyntheticOrder.Set(features, "adv_fraction", features[SyntheticOrder.Schema.IndexOf("adv_fraction")] * (1 + 1e-12));

        ImpactEstimate estimate = Estimator.Estimate(features);

        Assert.Equal((Rung.Learned, SupportLevel.Edge), (estimate.Rung, estimate.Support.Size));
    }

    [Theory]
    [InlineData(5, 0.5, RungReason.HorizonOutsideSupport)]
    [InlineData(23_000, 0.5, RungReason.HorizonOutsideSupport)]
    [InlineData(1_800, 0.0, RungReason.TakerFractionOutsideSupport)]
    public void Estimate_AxisOutside_FollowsTheLaw(double horizonSeconds, double takerFraction, RungReason reason)
    {
        double[] features = Features(new SyntheticOrder { AdvFraction = 1e-5, HorizonSeconds = horizonSeconds, TakerFraction = takerFraction });

        ImpactEstimate estimate = Estimator.Estimate(features);

        Assert.Equal((Rung.Parametric, reason, SupportLevel.Outside, "none"), (estimate.Rung, estimate.Reason, estimate.Support.Overall, estimate.CalibrationCell));
        Assert.Equal(SyntheticModel.Shared.Parametric.Slippage(Seen(features)).MeanBps, estimate.Slippage.MeanBps);
    }

    [Fact]
    public void Estimate_NoModel_SaysSo()
    {
        ImpactEstimate estimate = ImpactEstimator.PublishedPriors(SyntheticOrder.Schema).Estimate(Features(new SyntheticOrder()));

        Assert.Equal((Rung.Parametric, RungReason.NoModel, SupportLevel.Outside), (estimate.Rung, estimate.Reason, estimate.Support.Overall));
    }

    [Theory]
    [InlineData(RungReason.StaleMarketData)]
    [InlineData(RungReason.MissingFeatures)]
    [InlineData(RungReason.DisorderedMarket)]
    public void Estimate_ForcedToTheLaw_KeepsReasonAndSupport(RungReason reason)
    {
        double[] features = Features(new SyntheticOrder());

        ImpactEstimate estimate = Estimator.Estimate(features, reason);

        Assert.Equal((Rung.Parametric, reason), (estimate.Rung, estimate.Reason));
        Assert.Equal(Estimator.Estimate(features).Support, estimate.Support);
    }

    [Fact]
    public void Estimate_DisorderedMarket_IsTwiceAsWideAroundTheSameMean()
    {
        double[] features = Features(new SyntheticOrder());

        ImpactEstimate calm = Estimator.Estimate(features, RungReason.StaleMarketData);
        ImpactEstimate disordered = Estimator.Estimate(features, RungReason.DisorderedMarket);

        Assert.Equal(calm.Slippage.MeanBps, disordered.Slippage.MeanBps, 1e-9);
        Assert.Equal(calm.PriceShift.MeanBps, disordered.PriceShift.MeanBps, 1e-9);
        Assert.Equal(2 * calm.Slippage.StandardDeviationBps, disordered.Slippage.StandardDeviationBps, 1e-9);
        Assert.True(disordered.TemporaryImpact.StandardDeviationBps > 1.5 * calm.TemporaryImpact.StandardDeviationBps);
    }

    [Fact]
    public void Explain_EveryReason_IsASentence() =>
        Assert.All(Enum.GetValues<RungReason>(), reason => Assert.EndsWith(".", RungReasons.Explain(reason), StringComparison.Ordinal));
}
