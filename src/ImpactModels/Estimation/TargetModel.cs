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
/// The chain that forecasts one target: law curve → learned curve → what is believed of the difference → the atom at the spread → levels calibrated by horizon, then by cell → distribution.
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

    /// <summary>How the mean grows beyond the sizes of the training orders.</summary>
    public SizeAmplitude Amplitude { get; init; } = SizeAmplitude.Published;

    /// <summary>The probability of costing exactly the spread; null where the training orders show none, and of the price shift.</summary>
    public SpreadAtomModel? Atom { get; init; }

    /// <summary>The first step of calibration, by horizon.</summary>
    public HorizonCalibration Horizons { get; init; } = HorizonCalibration.Identity;

    /// <summary>The second, by cell.</summary>
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

    public double LawMeanBps(in LawInput order) => Target == ImpactTarget.Slippage ? Parametric.Law.SlippageBps(order) : Parametric.Law.PriceShiftBps(order);

    /// <summary>
    /// The forecast of an order from that of the same order at the largest size that training orders made well known. What the fitted law says of larger ones is not asked: fitted where impact is a fraction of the spread,
    /// it made a quarter of a day's volume cost 3 to 11 bps where every published law says 20 to 100. The size law of <see cref="Amplitude"/> is, with the doubt that published laws have of each other.
    /// </summary>
    /// <param name="supported">Forecast of <paramref name="supportedOrder"/>.</param>
    public CostDistribution Extended(CostDistribution supported, in LawInput supportedOrder, in LawInput order, in TailShape tails) =>
        UncertainGrowth.Add(supported, GrowthBps(supportedOrder, order), tails);

    /// <summary>What the size law adds to the mean between two sizes of one order.</summary>
    public double GrowthBps(in LawInput smaller, in LawInput order) => SizeBps(order) - SizeBps(smaller);

    private double SizeBps(in LawInput order) => Target == ImpactTarget.Slippage ? Amplitude.SlippageBps(order) : Amplitude.PriceShiftBps(order);

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
            AtomSnap.Snap(curveBps, centre, order.HalfSpreadBps);
    }

    /// <summary>What of the raw curve is an atom at the exact spread cost.</summary>
    public PointMass? AtomOf(in LawInput order, double horizonSeconds, ReadOnlySpan<float> row, ReadOnlySpan<double> rawCurveBps) => Atom?.At(order, horizonSeconds, row, rawCurveBps);

    /// <summary>The forecast as it is served.</summary>
    public CostDistribution Forecast(in LawInput order, double horizonSeconds, ReadOnlySpan<float> row, int cell)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        RawCurve(order, horizonSeconds, row, curve);
        return Calibrated(curve, AtomOf(order, horizonSeconds, row, curve), horizonSeconds, cell);
    }

    /// <summary>
    /// Levels are calibrated with the atom in its place, and then the atom is set in again: a map of levels that was fitted to the widths of a cell must neither move its two probabilities nor smear it.
    /// </summary>
    public CostDistribution Calibrated(ReadOnlySpan<double> rawCurveBps, PointMass? atom, double horizonSeconds, int cell)
    {
        Span<double> calibrated = stackalloc double[QuantileLevels.Count];
        Span<double> lengths = stackalloc double[QuantileLevels.Count];
        CalibratedCurves(rawCurveBps, atom, horizonSeconds, cell, calibrated, lengths);
        return atom is { } mass ? CostDistribution.FromCurve(calibrated, Tails, mass, lengths) : CostDistribution.FromCurve(calibrated, Tails);
    }

    /// <param name="calibrated">[17] of the curve with its atom.</param>
    /// <param name="lengths">[17] of the curve without it, on which tails are measured.</param>
    public void CalibratedCurves(ReadOnlySpan<double> rawCurveBps, PointMass? atom, double horizonSeconds, int cell, Span<double> calibrated, Span<double> lengths)
    {
        Span<double> first = stackalloc double[QuantileLevels.Count];
        Span<double> levels = stackalloc double[QuantileLevels.Count];
        Horizons.CopyLevels(horizonSeconds, first);
        Calibration.CopyLevelsAfter(first, cell, levels);
        LevelMap.Apply(levels, new CostCurve(rawCurveBps, RawTails), lengths);
        if (atom is { } mass)
            LevelMap.Apply(levels, new CostCurve(rawCurveBps, RawTails, mass), calibrated);
        else
            lengths.CopyTo(calibrated);
    }

    public static CostDistribution Distribution(ReadOnlySpan<double> curveBps, in TailShape tails, PointMass? atom) =>
        atom is { } mass ? CostDistribution.FromCurve(curveBps, tails, mass) : CostDistribution.FromCurve(curveBps, tails);

    /// <summary>The second rung.</summary>
    /// <param name="supportedOrder">The same order at the largest size that training orders made well known; the order itself where it is no larger.</param>
    /// <param name="widening">Of the spread of outcomes around the mean; before the size law carries it on, else lower levels would fall with size.</param>
    public CostDistribution ParametricForecast(in LawInput order, in LawInput supportedOrder, double widening) => Target == ImpactTarget.Slippage
        ? Extended(Widened(Parametric.Slippage(supportedOrder), widening), supportedOrder, order, Parametric.SlippageResidual.Table.Tails)
        : Extended(Widened(Parametric.PriceShift(supportedOrder), widening), supportedOrder, order, Parametric.PriceShiftResidual.Table.Tails);

    private static CostDistribution Widened(CostDistribution distribution, double factor) =>
        factor == 1 ? distribution : distribution.Scaled(factor).Shifted((1 - factor) * distribution.MeanBps);
}
