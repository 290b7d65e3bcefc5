using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Fits the shape and scale ratio of one tail to excesses beyond the outer level, each in units of its own curve's <see cref="TailSpacing"/>:
/// penalised maximum likelihood of the generalised Pareto law, with a prior of stated width at <see cref="TailShape.Default"/>, so that few excesses change little and none nothing.
/// </summary>
internal static class TailFit
{
    /// <summary>Prior standard deviation of ξ: financial returns at these horizons lie in 0 to 0.35.</summary>
    private const double ShapePriorWidth = 0.12;

    /// <summary>Prior standard deviation of ln(scale ratio).</summary>
    private const double LogRatioPriorWidth = 0.5;

    private const double MinimumLogRatio = -4;

    private const double MaximumLogRatio = 3;

    private const int MaximumEvaluations = 400;

    private const double Tolerance = 1e-10;

    /// <summary>Writes nothing outside: returns the law of the standardised excesses.</summary>
    /// <param name="excesses">Positive finite values; others are passed over.</param>
    /// <param name="prior">What is believed before any excess is seen.</param>
    public static GeneralisedPareto Fit(ReadOnlySpan<double> excesses, GeneralisedPareto prior)
    {
        double[] used = Usable(excesses);
        double[] point = [Math.Clamp(prior.Shape, TailShape.MinimumShape, TailShape.MaximumShape), Math.Log(prior.Scale)];
        NelderMead.Minimise(
            p => Penalty(p, prior) + NegativeLogLikelihood(used, p[0], Math.Exp(p[1])),
            point,
            [TailShape.MinimumShape, MinimumLogRatio],
            [TailShape.MaximumShape, MaximumLogRatio],
            MaximumEvaluations,
            Tolerance);
        return new GeneralisedPareto(point[0], Math.Exp(point[1]));
    }

    /// <summary>n ln β + (1 + 1/ξ) Σ ln(1 + ξy/β); infinite where an excess lies beyond the end of the law.</summary>
    internal static double NegativeLogLikelihood(double[] excesses, double shape, double scale)
    {
        double sum = excesses.Length * Math.Log(scale);
        foreach (double y in excesses)
        {
            double u = shape * y / scale;
            if (!(u > -1))
                return double.PositiveInfinity;
            sum += Math.Abs(u) < 1e-9 ? y / scale : (1 + 1 / shape) * PreciseMath.Log1P(u);
        }

        return sum;
    }

    private static double Penalty(double[] point, GeneralisedPareto prior)
    {
        double shape = (point[0] - prior.Shape) / ShapePriorWidth;
        double ratio = (point[1] - Math.Log(prior.Scale)) / LogRatioPriorWidth;
        return 0.5 * (shape * shape + ratio * ratio);
    }

    private static double[] Usable(ReadOnlySpan<double> excesses)
    {
        List<double> used = new(excesses.Length);
        foreach (double y in excesses)
        {
            if (y > 0 && double.IsFinite(y))
                used.Add(y);
        }

        return [.. used];
    }
}
