namespace ImpactService.Tests.Oracles.Learners;

/// <summary>The conjugate posterior of one coefficient and an intercept, written out for two unknowns.</summary>
public static class NaiveBayes
{
    /// <returns>Slope, intercept, shape and rate of the posterior, and the covariance factors of the two.</returns>
    public static (double Slope, double Intercept, double Shape, double Rate, double SlopeSpread, double InterceptSpread) Posterior(
        double[] x, double[] u, double precision, double interceptPrecision, double shape, double rate)
    {
        double sxx = precision, sx = 0, sxu = 0, su = 0, suu = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sxx += x[i] * x[i];
            sx += x[i];
            sxu += x[i] * u[i];
            su += u[i];
            suu += u[i] * u[i];
        }

        double n = x.Length + interceptPrecision;
        double determinant = sxx * n - sx * sx;
        double slope = (n * sxu - sx * su) / determinant;
        double intercept = (sxx * su - sx * sxu) / determinant;
        return (slope, intercept, shape + x.Length / 2.0, rate + (suu - slope * sxu - intercept * su) / 2, n / determinant, sxx / determinant);
    }
}
