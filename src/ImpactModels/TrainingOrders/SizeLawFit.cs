namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// I/σ = c·hs/σ + Y·(Q/V)^γ fitted to mean shifts by size (weighted least squares; c and Y in closed form for each γ, γ by a search). Dimensionless.
/// The spread term belongs beside the power: without it γ comes out 0.07 to 0.10 too low. Errors take orders as independent, which overlapping ones are not: they order fits, they are no confidence intervals.
/// </summary>
/// <param name="SpreadCoefficient">c.</param>
/// <param name="SizeCoefficient">Y.</param>
/// <param name="SizeCoefficientError">Standard error of Y at the fitted γ.</param>
/// <param name="SizeExponent">γ, within [<see cref="MinimumExponent"/>, <see cref="MaximumExponent"/>].</param>
/// <param name="MeanScaledShift">Mean signed I/σ over all orders: the amplitude.</param>
public sealed record SizeLawFit(double SpreadCoefficient, double SizeCoefficient, double SizeCoefficientError, double SizeExponent, long OrderCount, double MeanScaledShift)
{
    /// <summary>At zero the power is a constant and cannot be told from the spread term of one instrument.</summary>
    public const double MinimumExponent = 0.05;

    /// <summary>Beyond anything published for metaorders; noise ends here.</summary>
    public const double MaximumExponent = 1.5;

    private const double ExponentStep = 0.005;

    private const int MinimumPoints = 4;

    /// <summary>A fit, or null where there are fewer size points than parameters allow.</summary>
    internal static SizeLawFit? To(SizeLawBins bins)
    {
        List<SizeLawPoint> points = bins.Points();
        if (points.Count < MinimumPoints)
            return null;
        LinearPart best = default;
        double bestExponent = double.NaN;
        for (double exponent = MinimumExponent; exponent <= MaximumExponent; exponent += ExponentStep)
        {
            LinearPart part = LinearPart.Solve(points, exponent);
            if (double.IsNaN(bestExponent) || part.Loss < best.Loss)
                (best, bestExponent) = (part, exponent);
        }

        return new SizeLawFit(best.Spread, best.Size, best.SizeError, bestExponent, bins.OrderCount, bins.MeanShift);
    }

    /// <summary>c and Y for one exponent, by the normal equations.</summary>
    private readonly record struct LinearPart(double Spread, double Size, double SizeError, double Loss)
    {
        public static LinearPart Solve(List<SizeLawPoint> points, double exponent)
        {
            double hh = 0, hp = 0, pp = 0, hy = 0, py = 0, yy = 0;
            foreach (SizeLawPoint point in points)
            {
                double power = Math.Exp(exponent * point.LogSize);
                hh += point.Precision * point.HalfSpread * point.HalfSpread;
                hp += point.Precision * point.HalfSpread * power;
                pp += point.Precision * power * power;
                hy += point.Precision * point.HalfSpread * point.Shift;
                py += point.Precision * power * point.Shift;
                yy += point.Precision * point.Shift * point.Shift;
            }

            double determinant = hh * pp - hp * hp;
            double spread = (pp * hy - hp * py) / determinant;
            double size = (hh * py - hp * hy) / determinant;
            double loss = yy - spread * hy - size * py;
            return new LinearPart(spread, size, Math.Sqrt(hh / determinant), double.IsFinite(loss) ? loss : double.PositiveInfinity);
        }
    }
}
