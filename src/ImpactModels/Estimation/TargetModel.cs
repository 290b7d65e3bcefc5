using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>What is learned and calibrated; everything else follows from the two.</summary>
public enum ImpactTarget
{
    /// <summary>J.</summary>
    Slippage,

    /// <summary>I.</summary>
    PriceShift,
}

/// <summary>
/// The chain that forecasts one target: law curve → learned curve → what is believed of the difference → calibrated levels → distribution.
/// The learner works on (y − centre)/scale, where neither centre nor scale depends on the order's size; so cost stays monotone in it.
/// </summary>
public sealed class TargetModel
{
    public required ImpactTarget Target { get; init; }

    /// <summary>The best law of the training fold with the spread of outcomes around it: prior, base curve and fallback. One for both targets.</summary>
    public required ParametricModel Parametric { get; init; }

    /// <summary>Null where the learner was given no say.</summary>
    public IQuantileModel? Learner { get; init; }

    /// <summary>How far the learned curve is believed over the law's: chosen on purged inner folds.</summary>
    public LearnedTrust Trust { get; init; } = LearnedTrust.None;

    public required LevelCalibration Calibration { get; init; }

    /// <summary>Of the calibrated curve.</summary>
    public required TailShape Tails { get; init; }

    /// <summary>
    /// Of the raw curve, in which calibration looks up levels beyond the outer ones: the same when its map is fitted and when it is applied, else a learner that is too sure of itself
    /// (whose 95 % is looked up beyond its own 99 %) is served other quantiles than those that were calibrated.
    /// </summary>
    public static TailShape RawTails => TailShape.Default;

    /// <summary>What the learned target is measured in, bps.</summary>
    public double ScaleBps(in LawInput order) => Target == ImpactTarget.Slippage
        ? Parametric.SlippageResidual.Scale.SlippageBps(order)
        : Parametric.PriceShiftResidual.Scale.PriceShiftBps(order);

    /// <summary>What is exactly known of the target and therefore not learned: the spread cost of J, nothing of I.</summary>
    public double CentreBps(in LawInput order) => Target == ImpactTarget.Slippage ? order.SpreadCostBps : 0;

    /// <summary>Whether the learned curve has a say at this horizon.</summary>
    public bool IsLearnedAt(double horizonSeconds) => Learner is not null && Trust.At(horizonSeconds) > 0;

    /// <param name="curveBps">[17].</param>
    public void ParametricCurve(in LawInput order, Span<double> curveBps)
    {
        if (Target == ImpactTarget.Slippage)
            Parametric.SlippageCurve(order, curveBps);
        else
            Parametric.PriceShiftCurve(order, curveBps);
    }

    /// <summary>The law's mean, to extrapolate by.</summary>
    public double LawMeanBps(in LawInput order) => Target == ImpactTarget.Slippage ? Parametric.Law.SlippageBps(order) : Parametric.Law.PriceShiftBps(order);

    /// <summary>The law's curve in the learner's units: its base curve.</summary>
    public void BaseCurve(in LawInput order, Span<double> scaledCurve)
    {
        ParametricCurve(order, scaledCurve);
        double centre = CentreBps(order);
        double scale = ScaleBps(order);
        foreach (ref double value in scaledCurve)
            value = (value - centre) / scale;
    }

    /// <summary>Law and learner combined, not yet calibrated.</summary>
    /// <param name="row">The learner's row.</param>
    /// <param name="curveBps">[17].</param>
    public void RawCurve(in LawInput order, double horizonSeconds, ReadOnlySpan<float> row, Span<double> curveBps)
    {
        Span<double> prior = stackalloc double[QuantileLevels.Count];
        BaseCurve(order, prior);
        Span<double> learned = stackalloc double[QuantileLevels.Count];
        double trust = Trust.At(horizonSeconds);
        if (Learner is null || trust == 0)
            prior.CopyTo(learned);
        else
            Learner.Predict(row, prior, learned);
        double centre = CentreBps(order);
        double scale = ScaleBps(order);
        for (int i = 0; i < learned.Length; i++)
            curveBps[i] = centre + scale * (prior[i] + trust * (learned[i] - prior[i]));
        if (Target == ImpactTarget.Slippage)
            SpreadAtom.Snap(curveBps, centre, order.HalfSpreadBps);
    }

    /// <summary>The forecast as it is served.</summary>
    public CostDistribution Forecast(in LawInput order, double horizonSeconds, ReadOnlySpan<float> row, int cell)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        RawCurve(order, horizonSeconds, row, curve);
        return Calibrated(curve, cell);
    }

    public CostDistribution Calibrated(ReadOnlySpan<double> rawCurveBps, int cell)
    {
        Span<double> calibrated = stackalloc double[QuantileLevels.Count];
        Calibration.Apply(cell, rawCurveBps, RawTails, calibrated);
        return CostDistribution.FromCurve(calibrated, Tails);
    }

    /// <summary>The second rung.</summary>
    public CostDistribution ParametricForecast(in LawInput order) => Target == ImpactTarget.Slippage ? Parametric.Slippage(order) : Parametric.PriceShift(order);
}
