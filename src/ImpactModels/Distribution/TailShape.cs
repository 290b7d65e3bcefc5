using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Generalised Pareto tails beyond the outer levels 1 % and 99 %, relative to the curve itself so that one pair serves every order: the scale of a tail is its ratio times
/// <see cref="TailSpacing"/>, the distance between the curve's values at 1 % and 5 % (95 % and 99 %). Shapes are held in [−0.5, 0.4], so that mean and variance exist.
/// </summary>
public readonly record struct TailShape(double LowerShape, double LowerScaleRatio, double UpperShape, double UpperScaleRatio)
{
    /// <summary>Variance needs ξ &lt; 0.5; at 0.4 it is still dominated by data rather than by the far tail.</summary>
    public const double MaximumShape = 0.4;

    /// <summary>Below −0.5 the likelihood estimate is not regular (Smith 1985).</summary>
    public const double MinimumShape = -0.5;

    /// <summary>
    /// A little heavier than normal, for want of data: Student's t with five degrees of freedom has about this mean excess beyond 99 %
    /// in units of its distance between 95 % and 99 %.
    /// </summary>
    public static TailShape Default { get; } = new(0.15, 0.6, 0.15, 0.6);

    /// <summary>
    /// The excess of an outcome beyond 99 % (or below 1 %) of its own curve, in units of the tail's spacing: what <see cref="Fit"/> takes. Not positive where the outcome lies inside.
    /// </summary>
    /// <param name="curve">[17] non-decreasing values.</param>
    public static double UpperExcess(ReadOnlySpan<double> curve, double outcome) => UpperExcess(curve, curve, outcome);

    /// <inheritdoc cref="UpperExcess"/>
    public static double LowerExcess(ReadOnlySpan<double> curve, double outcome) => LowerExcess(curve, curve, outcome);

    private static double UpperExcess(ReadOnlySpan<double> curve, ReadOnlySpan<double> length, double outcome) => (outcome - curve[^1]) / TailSpacing.Upper(length);

    private static double LowerExcess(ReadOnlySpan<double> curve, ReadOnlySpan<double> length, double outcome) => (curve[0] - outcome) / TailSpacing.Lower(length);

    /// <summary>Fits both tails to standardised excesses (others than positive finite ones are passed over); few of them move the default little.</summary>
    public static TailShape Fit(ReadOnlySpan<double> lowerExcesses, ReadOnlySpan<double> upperExcesses)
    {
        GeneralisedPareto lower = TailFit.Fit(lowerExcesses, new GeneralisedPareto(Default.LowerShape, Default.LowerScaleRatio));
        GeneralisedPareto upper = TailFit.Fit(upperExcesses, new GeneralisedPareto(Default.UpperShape, Default.UpperScaleRatio));
        return new TailShape(lower.Shape, lower.Scale, upper.Shape, upper.Scale);
    }

    /// <summary>Fits both tails to outcomes and the curves that forecast them (as calibrated: the excesses are those of the curves that will be served).</summary>
    /// <param name="curves">[n × 17] row-major.</param>
    /// <param name="outcomes">[n].</param>
    public static TailShape FitCurves(ReadOnlySpan<double> curves, ReadOnlySpan<double> outcomes) => FitCurves(curves, curves, outcomes);

    /// <param name="lengths">[n × 17] the same curves without their atoms: what tails are measured on.</param>
    /// <inheritdoc cref="FitCurves(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static TailShape FitCurves(ReadOnlySpan<double> curves, ReadOnlySpan<double> lengths, ReadOnlySpan<double> outcomes)
    {
        double[] lower = new double[outcomes.Length];
        double[] upper = new double[outcomes.Length];
        for (int i = 0; i < outcomes.Length; i++)
        {
            ReadOnlySpan<double> curve = curves.Slice(i * QuantileLevels.Count, QuantileLevels.Count);
            ReadOnlySpan<double> length = lengths.Slice(i * QuantileLevels.Count, QuantileLevels.Count);
            lower[i] = LowerExcess(curve, length, outcomes[i]);
            upper[i] = UpperExcess(curve, length, outcomes[i]);
        }

        return Fit(lower, upper);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(LowerShape);
        writer.Write(LowerScaleRatio);
        writer.Write(UpperShape);
        writer.Write(UpperScaleRatio);
    }

    public static TailShape Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    internal double ClampedLowerShape => Math.Clamp(LowerShape, MinimumShape, MaximumShape);

    internal double ClampedUpperShape => Math.Clamp(UpperShape, MinimumShape, MaximumShape);

    /// <summary>Finite shapes and positive, finite ratios.</summary>
    public bool IsValid => double.IsFinite(LowerShape) && double.IsFinite(UpperShape)
        && LowerScaleRatio > 0 && UpperScaleRatio > 0 && double.IsFinite(LowerScaleRatio) && double.IsFinite(UpperScaleRatio);
}
