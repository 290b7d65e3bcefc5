using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Mean, variance and expected shortfall of a <see cref="CostCurve"/>, each the exact integral of its quantile function.</summary>
internal static class CostMoments
{
    private const int Last = QuantileLevels.Count - 1;

    /// <summary>∫ Q(p) dp: Σ mass·(x_i + x_{i+1})/2 and the tails, summed as distances from the median so that a large offset costs no digits.</summary>
    public static double Mean(in CostCurve curve)
    {
        ReadOnlySpan<double> x = curve.Knots;
        double origin = x[QuantileLevels.MedianIndex];
        double sum = CostCurve.TailMass * (x[0] - origin - curve.Lower.Mean + (x[Last] - origin + curve.Upper.Mean));
        for (int i = 0; i < Last; i++)
            sum += CostCurve.Masses[i] * 0.5 * (x[i] - origin + (x[i + 1] - origin));
        return origin + sum;
    }

    /// <summary>E(X − mean)²: Σ mass·(a² + ab + b²)/3 with a, b the ends of a piece from the mean; a tail at distance d adds d² + 2d·E[Y] + E[Y²].</summary>
    public static double Variance(in CostCurve curve, double mean)
    {
        ReadOnlySpan<double> x = curve.Knots;
        double sum = CostCurve.TailMass * (Tail(mean - x[0], curve.Lower) + Tail(x[Last] - mean, curve.Upper));
        for (int i = 0; i < Last; i++)
        {
            double a = x[i] - mean;
            double b = x[i + 1] - mean;
            sum += CostCurve.Masses[i] * (a * a + a * b + b * b) / 3;
        }

        return sum;
    }

    /// <summary>Mean of X beyond its quantile at a level: ∫ Q(p) dp from the level to 1, ÷ (1 − level).</summary>
    public static double ExpectedShortfall(in CostCurve curve, double mean, double level)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        double quantile = curve.Quantile(level);
        if (level > levels[Last])
            return quantile + curve.Upper.MeanExcess(quantile - curve.Last);
        if (level < levels[0])
            return (mean - level * (quantile - curve.Lower.MeanExcess(curve.First - quantile))) / (1 - level);
        return BodyShortfall(curve, level, quantile);
    }

    private static double BodyShortfall(in CostCurve curve, double level, double quantile)
    {
        ReadOnlySpan<double> x = curve.Knots;
        int s = CostCurve.SegmentOf(level);
        double origin = quantile;
        double sum = (QuantileLevels.All[s + 1] - level) * 0.5 * (x[s + 1] - origin);
        for (int i = s + 1; i < Last; i++)
            sum += CostCurve.Masses[i] * 0.5 * (x[i] - origin + (x[i + 1] - origin));
        sum += CostCurve.TailMass * (x[Last] - origin + curve.Upper.Mean);
        return origin + sum / (1 - level);
    }

    private static double Tail(double distance, GeneralisedPareto law) => distance * distance + 2 * distance * law.Mean + law.SecondMoment;
}
