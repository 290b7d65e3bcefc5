namespace ImpactService.ImpactModels.Numerics;

/// <summary>The standard normal law. Quantiles: Wichura 1988, algorithm AS 241 (PPND16). Distribution function: Hart 1968 as given by West 2005. Relative errors of about 1e-15; of Φ beyond seven standard deviations 1e-8.</summary>
public static class NormalDistribution
{
    private const double CentralHalfWidth = 0.425;

    private const double CentralSquare = 0.180625;

    private const double TailSplit = 5;

    /// <summary>Φ(x); precise in the lower tail.</summary>
    public static double Cdf(double x)
    {
        double z = Math.Abs(x);
        if (z > LargestScore)
            return x > 0 ? 1 : 0;
        double density = Math.Exp(-0.5 * z * z);
        double tail = z < CdfSplit ? density * Polynomial(z, hartTop) / Polynomial(z, hartBottom) : density / (RootTwoPi * Fraction(z));
        return x > 0 ? 1 - tail : tail;
    }

    /// <param name="level">In (0, 1).</param>
    public static double Quantile(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies in (0, 1).");
        double q = level - 0.5;
        if (Math.Abs(q) <= CentralHalfWidth)
            return q * Ratio(CentralSquare - q * q, centralTop, centralBottom);
        double r = Math.Sqrt(-Math.Log(q < 0 ? level : 1 - level));
        double tail = r <= TailSplit ? Ratio(r - 1.6, nearTop, nearBottom) : Ratio(r - TailSplit, farTop, farBottom);
        return q < 0 ? -tail : tail;
    }

    /// <summary>[17] at the quantile levels.</summary>
    public static double[] AtLevels()
    {
        double[] z = new double[QuantileLevels.Count];
        for (int i = 0; i < z.Length; i++)
            z[i] = Quantile(QuantileLevels.All[i]);
        return z;
    }

    /// <summary>Φ(−38) is the smallest positive double.</summary>
    private const double LargestScore = 38;

    private const double CdfSplit = 7.07106781186547;

    private const double RootTwoPi = 2.506628274631;

    private static double Fraction(double z) => z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));

    private static double Ratio(double x, double[] top, double[] bottom) => Polynomial(x, top) / Polynomial(x, bottom);

    private static double Polynomial(double x, double[] coefficients)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }

    private static readonly double[] hartTop =
    [
        220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688, 3.52624965998911e-2,
    ];

    private static readonly double[] hartBottom =
    [
        440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264, 8.83883476483184e-2,
    ];

    private static readonly double[] centralTop =
    [
        3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
    ];

    private static readonly double[] centralBottom =
    [
        1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
    ];

    private static readonly double[] nearTop =
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static readonly double[] nearBottom =
    [
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static readonly double[] farTop =
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static readonly double[] farBottom =
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];
}
