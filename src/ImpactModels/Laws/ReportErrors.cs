namespace ImpactService.ImpactModels.Laws;

/// <summary>Standard errors of the published parameters from the covariance of exponents and coefficients, by the delta method with central differences.</summary>
internal static class ReportErrors
{
    private const double RelativeStep = 1e-5;

    public static double[] Of(LawTemplate template, double[] exponents, double[] linear, double[] covariance)
    {
        int coefficients = template.Coefficients.Length;
        int inner = exponents.Length + coefficients;
        int size = exponents.Length + linear.Length;
        double[] point = [.. exponents, .. linear.AsSpan(0, coefficients)];
        double[][] gradient = [.. Enumerable.Range(0, inner).Select(k => Derivative(template, point, k))];
        double[] errors = new double[template.ReportNames.Length];
        for (int r = 0; r < errors.Length; r++)
        {
            double variance = 0;
            for (int a = 0; a < inner; a++)
            {
                for (int b = 0; b < inner; b++)
                    variance += gradient[a][r] * covariance[a * size + b] * gradient[b][r];
            }

            errors[r] = Math.Sqrt(Math.Max(variance, 0));
        }

        return errors;
    }

    private static double[] Derivative(LawTemplate template, double[] point, int k)
    {
        double step = RelativeStep * Math.Max(Math.Abs(point[k]), 1e-3);
        double[] up = Report(template, point, k, step);
        double[] down = Report(template, point, k, -step);
        return [.. up.Zip(down, (u, d) => (u - d) / (2 * step))];
    }

    private static double[] Report(LawTemplate template, double[] point, int k, double step)
    {
        double[] moved = (double[])point.Clone();
        moved[k] += step;
        int exponents = template.Exponents.Length;
        return template.Report(moved.AsSpan(0, exponents), moved.AsSpan(exponents));
    }
}
