using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Continuous ranked probability score ∫ (F(x) − 1{x ≥ y})² dx of a <see cref="CostCurve"/>, exact: each linear piece from level p to q over a width w adds w(p² + pq + q²)/3
/// below y and the same of 1 − F above it; the tails by the integrals of <see cref="GeneralisedPareto"/> (Gneiting and Raftery 2007; bps).
/// </summary>
internal static class CostCrps
{
    public static double Score(in CostCurve curve, double y)
    {
        ReadOnlySpan<double> x = curve.Knots;
        ReadOnlySpan<double> levels = curve.Levels;
        double sum = Tail(curve.Lower, x[0] - y) + Tail(curve.Upper, y - x[^1]);
        for (int i = 0; i + 1 < x.Length; i++)
            sum += Piece(x[i], x[i + 1], levels[i], levels[i + 1], y);
        return sum;
    }

    private static double Piece(double left, double right, double p, double q, double y)
    {
        double width = right - left;
        if (y >= right)
            return SquareIntegral(width, p, q);
        if (y <= left)
            return SquareIntegral(width, 1 - p, 1 - q);
        double middle = p + (y - left) * ((q - p) / width);
        return SquareIntegral(y - left, p, middle) + SquareIntegral(right - y, 1 - middle, 1 - q);
    }

    /// <summary>∫ f² over a width on which f runs linearly from a to b.</summary>
    private static double SquareIntegral(double width, double a, double b) => width * ((a * a + a * b + b * b) / 3);

    /// <summary>
    /// A tail with y at a depth beyond its knot (negative: not in this tail). With G = τS the mass further out: ∫ G² beyond the depth, and ∫ (1 − G)² = depth − 2∫G + ∫G² between the knot and y.
    /// The two ∫G² make one integral over the whole tail.
    /// </summary>
    private static double Tail(GeneralisedPareto law, double depth)
    {
        const double mass = CostCurve.TailMass;
        double outside = mass * mass * law.Scale / (2 - law.Shape);
        return depth > 0 ? depth - 2 * mass * law.SurvivalIntegral(depth) + outside : outside;
    }
}
