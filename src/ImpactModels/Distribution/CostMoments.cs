using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Mean, variance and expected shortfall of a <see cref="CostCurve"/>, each the exact integral of its quantile function.</summary>
internal static class CostMoments
{
    /// <summary>∫ Q(p) dp: Σ mass·(x_i + x_{i+1})/2 and the tails, summed as distances from the median so that a large offset costs no digits.</summary>
    public static double Mean(in CostCurve curve)
    {
        ReadOnlySpan<double> x = curve.Knots;
        ReadOnlySpan<double> p = curve.Levels;
        double origin = x[QuantileLevels.MedianIndex];
        double sum = CostCurve.TailMass * (x[0] - origin - curve.Lower.Mean + (x[^1] - origin + curve.Upper.Mean));
        for (int i = 0; i + 1 < x.Length; i++)
            sum += (p[i + 1] - p[i]) * 0.5 * (x[i] - origin + (x[i + 1] - origin));
        return origin + sum;
    }

    /// <summary>E(X − mean)²: Σ mass·(a² + ab + b²)/3 with a, b the ends of a piece from the mean; a tail at distance d adds d² + 2d·E[Y] + E[Y²].</summary>
    public static double Variance(in CostCurve curve, double mean)
    {
        ReadOnlySpan<double> x = curve.Knots;
        ReadOnlySpan<double> p = curve.Levels;
        double sum = CostCurve.TailMass * (Tail(mean - x[0], curve.Lower) + Tail(x[^1] - mean, curve.Upper));
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i] - mean;
            double b = x[i + 1] - mean;
            sum += (p[i + 1] - p[i]) * (a * a + a * b + b * b) / 3;
        }

        return sum;
    }

    /// <summary>Mean of X beyond its quantile at a level: ∫ Q(p) dp from the level to 1, ÷ (1 − level).</summary>
    public static double ExpectedShortfall(in CostCurve curve, double mean, double level)
    {
        double quantile = curve.Quantile(level);
        if (level > QuantileLevels.All[^1])
            return quantile + curve.Upper.MeanExcess(quantile - curve.Last);
        if (level < QuantileLevels.All[0])
            return (mean - level * (quantile - curve.Lower.MeanExcess(curve.First - quantile))) / (1 - level);
        return BodyShortfall(curve, level, quantile);
    }

    private static double BodyShortfall(in CostCurve curve, double level, double quantile)
    {
        ReadOnlySpan<double> x = curve.Knots;
        ReadOnlySpan<double> p = curve.Levels;
        int s = curve.PieceOf(level);
        double origin = quantile;
        double sum = (p[s + 1] - level) * 0.5 * (x[s + 1] - origin);
        for (int i = s + 1; i + 1 < x.Length; i++)
            sum += (p[i + 1] - p[i]) * 0.5 * (x[i] - origin + (x[i + 1] - origin));
        sum += CostCurve.TailMass * (x[^1] - origin + curve.Upper.Mean);
        return origin + sum / (1 - level);
    }

    private static double Tail(double distance, GeneralisedPareto law) => distance * distance + 2 * distance * law.Mean + law.SecondMoment;
}
