namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Student's t with any positive number of degrees of freedom. The upper tail is ½I(ν/(ν + t²); ν/2, ½), I the regularised incomplete beta function by its continued fraction (Lentz 1976);
/// the quantile is found by bisection to the last bit, and from many degrees of freedom on by the expansion about the normal (Fisher and Cornish 1960). Relative error below 1e-10.
/// </summary>
public static class StudentDistribution
{
    /// <summary>From here on the expansion's first missing term is below 1e-13 at the levels in use, and the incomplete beta function loses digits.</summary>
    private const double ManyDegrees = 2000;

    /// <summary>Doublings before, and halvings after the quantile is enclosed: a double has 52 bits.</summary>
    private const int LargestExponent = 1000;
    private const int Halvings = 200;

    private const int FractionTerms = 500;
    private const double FractionTolerance = 1e-16;
    private const double Tiny = 1e-300;

    /// <param name="level">In (0, 1).</param>
    /// <param name="degreesOfFreedom">ν, positive.</param>
    public static double Quantile(double level, double degreesOfFreedom)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies in (0, 1).");
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0.");
        if (degreesOfFreedom >= ManyDegrees)
            return Expansion(NormalDistribution.Quantile(level), degreesOfFreedom);
        double tail = Math.Min(level, 1 - level);
        return level == 0.5 ? 0 : Math.CopySign(UpperQuantile(tail, degreesOfFreedom), level - 0.5);
    }

    /// <summary>P(T &gt; t) for t ≥ 0.</summary>
    public static double UpperTail(double t, double degreesOfFreedom) =>
        0.5 * RegularisedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);

    private static double UpperQuantile(double tail, double degrees)
    {
        double high = 1;
        for (int i = 0; i < LargestExponent && UpperTail(high, degrees) > tail; i++)
            high *= 2;
        double low = 0;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                break;
            if (UpperTail(middle, degrees) > tail)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    private static double Expansion(double z, double degrees)
    {
        if (double.IsPositiveInfinity(degrees))
            return z;
        double s = z * z;
        double first = (s + 1) / 4;
        double second = ((5 * s + 16) * s + 3) / 96;
        double third = (((3 * s + 19) * s + 17) * s - 15) / 384;
        return z * (1 + (first + (second + third / degrees) / degrees) / degrees);
    }

    private static double RegularisedBeta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
            return x <= 0 ? 0 : 1;
        double front = Math.Exp(LogGamma.Of(a + b) - LogGamma.Of(a) - LogGamma.Of(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    private static double Fraction(double x, double a, double b)
    {
        double c = 1;
        double d = Inverse(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= FractionTerms; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            value *= Step(even, ref c, ref d);
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            double factor = Step(odd, ref c, ref d);
            value *= factor;
            if (Math.Abs(factor - 1) < FractionTolerance)
                break;
        }

        return value;
    }

    private static double Step(double term, ref double c, ref double d)
    {
        d = Inverse(1 + term * d);
        c = 1 + term / c;
        c = Math.Abs(c) < Tiny ? Tiny : c;
        return c * d;
    }

    private static double Inverse(double value) => 1 / (Math.Abs(value) < Tiny ? Tiny : value);
}
