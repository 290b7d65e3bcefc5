namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// I/σ = c·hs/σ + Y·(Q/V)^γ fitted to mean shifts by size (weighted least squares; c and Y in closed form for each γ, γ by a search). Dimensionless.
/// The spread term belongs beside the power: without it γ comes out 0.07 to 0.10 too low. Errors take orders as independent, which overlapping ones are not: they order fits, they are no confidence intervals.
/// </summary>
/// <param name="SpreadCoefficient">c, not negative.</param>
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

    /// <summary>Steps of 0.005: far below the error of any fitted exponent.</summary>
    private const int ExponentSteps = 290;

    /// <summary>Half a decade of sizes: less shows no exponent.</summary>
    private const int MinimumSizes = 10;

    /// <summary>A fit, or null where the orders are all of about one size.</summary>
    internal static SizeLawFit? To(SizeLawBins bins)
    {
        if (bins.SizeCount < MinimumSizes)
            return null;
        List<SizeLawPoint> points = bins.Points();
        LinearPart best = LinearPart.Solve(points, MinimumExponent);
        for (int step = 1; step <= ExponentSteps; step++)
        {
            LinearPart part = LinearPart.Solve(points, MinimumExponent + step * (MaximumExponent - MinimumExponent) / ExponentSteps);
            if (part.Loss < best.Loss)
                best = part;
        }

        return new SizeLawFit(best.Spread, best.Size, best.SizeError, best.Exponent, bins.OrderCount, bins.MeanShift);
    }

    /// <summary>c ≥ 0 and Y for one exponent, by the normal equations: a wider spread does not lower impact, and where it varies too little to be told from the size term c would wander off.</summary>
    private readonly record struct LinearPart(double Exponent, double Spread, double Size, double SizeError, double Loss)
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
            if (!(spread > 0))
                return new LinearPart(exponent, 0, py / pp, Math.Sqrt(1 / pp), yy - py * py / pp);
            double size = (hh * py - hp * hy) / determinant;
            return new LinearPart(exponent, spread, size, Math.Sqrt(hh / determinant), yy - spread * hy - size * py);
        }
    }
}
