using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>The second rung: mean and spread of outcomes by a parametric law, fitted with the model where there is one, published otherwise.</summary>
internal sealed class ParametricEstimator(TargetModel slippageModel, TargetModel priceShiftModel, JointImpact joint, ImmutableArray<IImpactLaw> laws)
{
    /// <summary>A market far outside anything seen: the spread of outcomes around the law is doubled.</summary>
    private const double DisorderWidening = 2;

    public static ParametricEstimator Of(ModelArtifact artifact) => new(artifact.Slippage, artifact.PriceShift, artifact.Joint, artifact.Laws);

    public static ParametricEstimator Published() => new(
        PublishedTarget(ImpactTarget.Slippage),
        PublishedTarget(ImpactTarget.PriceShift),
        JointImpact.UniformRate(),
        [.. ImpactLaws.Kinds.Select(ImpactLaws.Published)]);

    /// <param name="order">As reported: for the decomposition and the laws that are listed.</param>
    /// <param name="seen">As the model sees it.</param>
    /// <param name="supported">The same at the largest size that training orders made well known.</param>
    public ImpactEstimate Estimate(in LawInput order, in LawInput seen, in LawInput supported, double horizonSeconds, SupportAssessment support, RungReason reason)
    {
        double widening = reason == RungReason.DisorderedMarket ? DisorderWidening : 1;
        CostDistribution slippage = slippageModel.ParametricForecast(seen, supported, widening);
        CostDistribution priceShift = priceShiftModel.ParametricForecast(seen, supported, widening);
        return new ImpactEstimate
        {
            Slippage = slippage,
            PriceShift = priceShift,
            PermanentImpact = JointImpact.Permanent(priceShift),
            TemporaryImpact = joint.Temporary(slippage, priceShift, slippageModel.Tails),
            Decomposition = Decompositions.Of(order, slippage.MeanBps, priceShift.MeanBps),
            Laws = LawForecasts.Of(laws, order),
            Support = support,
            Rung = Rung.Parametric,
            Reason = reason,
            CalibrationCell = "none",
            RelaxationLagSeconds = RelaxationLag.Default.SecondsAfter(horizonSeconds),
        };
    }

    public TargetModel Slippage => slippageModel;

    private static TargetModel PublishedTarget(ImpactTarget target) => new()
    {
        Target = target,
        Parametric = ParametricModel.Published(LawKind.SquareRoot),
        Calibration = LevelCalibration.Identity(CalibrationCells.Grid),
        Tails = TailShape.Default,
    };
}
