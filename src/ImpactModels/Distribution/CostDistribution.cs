using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// The distribution of a cost in bps: continuous, strictly increasing where its mass is, uniform between the 17 quantiles, generalised Pareto tails of 1 % at either end. It may hold an atom, a value that is taken exactly
/// with a probability of its own: a piece a hair wide that ends at the value, so that P(J > value) is exact at the value and P(J &lt; value) a hair below it.
/// Mean, standard deviation, quantiles, exceedance, cost at risk, expected shortfall and score all come from the same function, in closed form.
/// Ties between quantiles get a minimal width (<see cref="KnotSeparation"/>). Values beyond ±1e100 bps are clamped; NaN throws.
/// </summary>
public sealed class CostDistribution
{
    /// <summary>Scaling by more would leave the finite numbers.</summary>
    public const double MaximumFactor = 1e100;

    private readonly CostCurve curve;

    private CostDistribution(in CostCurve curve, double meanBps, double standardDeviationBps)
    {
        this.curve = curve;
        MeanBps = meanBps;
        StandardDeviationBps = standardDeviationBps;
    }

    public double MeanBps { get; }

    public double StandardDeviationBps { get; }

    internal ref readonly CostCurve Curve => ref curve;

    /// <summary>The atom that was set into the curve; null where there is none.</summary>
    public PointMass? Atom => curve.Atom;

    /// <param name="valuesBps">[17] non-decreasing values at <see cref="QuantileLevels"/>; a decrease is treated as a tie.</param>
    /// <param name="tails">What lies beyond the outer levels.</param>
    public static CostDistribution FromCurve(ReadOnlySpan<double> valuesBps, in TailShape tails) => From(new CostCurve(valuesBps, tails));

    /// <summary>The same with an atom: levels between its two probabilities sit at its value, the others are held on their side of it.</summary>
    /// <inheritdoc cref="FromCurve(ReadOnlySpan{double}, in TailShape)"/>
    public static CostDistribution FromCurve(ReadOnlySpan<double> valuesBps, in TailShape tails, in PointMass atom) => From(new CostCurve(valuesBps, tails, atom));

    /// <summary>With tails as long as those of the curve without the atom.</summary>
    /// <param name="lengthsBps">[17] that curve.</param>
    /// <inheritdoc cref="FromCurve(ReadOnlySpan{double}, in TailShape, in PointMass)"/>
    public static CostDistribution FromCurve(ReadOnlySpan<double> valuesBps, in TailShape tails, in PointMass atom, ReadOnlySpan<double> lengthsBps) => From(new CostCurve(valuesBps, tails, atom, lengthsBps));

    internal static CostDistribution From(in CostCurve curve)
    {
        double mean = CostMoments.Mean(curve);
        return new CostDistribution(curve, mean, Math.Sqrt(CostMoments.Variance(curve, mean)));
    }

    /// <summary>The curve moved so that its mean is the one given.</summary>
    internal static CostDistribution From(in CostCurve curve, double meanBps)
    {
        double mean = CostMoments.Mean(curve);
        double deviation = Math.Sqrt(CostMoments.Variance(curve, mean));
        return new CostDistribution(curve.Transformed(1, meanBps - mean), meanBps, deviation);
    }

    /// <summary>The x with F(x) = level, level in (0, 1). The cost at risk.</summary>
    public double QuantileBps(double level)
    {
        GuardLevel(level);
        return curve.Quantile(level);
    }

    /// <summary>P(J ≤ x).</summary>
    public double Cdf(double xBps)
    {
        GuardValue(xBps);
        return curve.Cdf(xBps);
    }

    /// <summary>P(J > x) = 1 − F(x), precise in the far tail.</summary>
    public double Exceedance(double thresholdBps)
    {
        GuardValue(thresholdBps);
        return curve.Exceedance(thresholdBps);
    }

    /// <summary>Mean of J beyond its quantile at the level: (1/(1 − level)) ∫ Q(p) dp from the level to 1.</summary>
    public double ExpectedShortfallBps(double level)
    {
        GuardLevel(level);
        return CostMoments.ExpectedShortfall(curve, MeanBps, level);
    }

    /// <summary>Density per bps (right-continuous at the knots).</summary>
    public double DensityAt(double xBps)
    {
        GuardValue(xBps);
        return curve.Density(xBps);
    }

    /// <summary>Continuous ranked probability score of an outcome in bps, exact.</summary>
    public double Crps(double outcomeBps)
    {
        if (!double.IsFinite(outcomeBps))
            throw new ArgumentOutOfRangeException(nameof(outcomeBps), outcomeBps, "An outcome is finite.");
        return CostCrps.Score(curve, outcomeBps);
    }

    /// <summary>
    /// Levels between which a randomised PIT is drawn: F at both ends of the run of minimal-width pieces (an atom of the forecast) that holds the outcome, and F(outcome) twice elsewhere.
    /// </summary>
    public LevelRange PitRange(double outcomeBps)
    {
        GuardValue(outcomeBps);
        return AtomFinder.At(curve, outcomeBps);
    }

    /// <summary>Writes the 17 (separated) values at <see cref="QuantileLevels"/>.</summary>
    public void CopyCurve(Span<double> valuesBps) => curve.CopyLevels(valuesBps);

    /// <summary>The distribution of factor·J, factor in (0, 1e100]: every number of it scales exactly.</summary>
    public CostDistribution Scaled(double factor)
    {
        if (!(factor > 0 && factor <= MaximumFactor))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"A factor lies in (0, {MaximumFactor}].");
        return new CostDistribution(curve.Transformed(factor, 0), factor * MeanBps, factor * StandardDeviationBps);
    }

    /// <summary>
    /// The distribution of J + shift. Minimal widths are not widened again: a shift far above the values costs the digits that a double then lacks.
    /// </summary>
    public CostDistribution Shifted(double shiftBps)
    {
        if (!(Math.Abs(shiftBps) <= KnotSeparation.MaximumAbsoluteBps))
            throw new ArgumentOutOfRangeException(nameof(shiftBps), shiftBps, $"A shift lies within ±{KnotSeparation.MaximumAbsoluteBps}.");
        return new CostDistribution(curve.Transformed(1, shiftBps), MeanBps + shiftBps, StandardDeviationBps);
    }

    private static void GuardLevel(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies in (0, 1).");
    }

    private static void GuardValue(double value)
    {
        if (double.IsNaN(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "A value in bps is not NaN.");
    }
}
