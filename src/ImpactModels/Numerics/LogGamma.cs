namespace ImpactService.ImpactModels.Numerics;

/// <summary>ln Γ(x) for x &gt; 0 by Lanczos's approximation (1964; g = 7, nine terms); relative error below 1e-14.</summary>
public static class LogGamma
{
    private const double G = 7;

    private static readonly double[] terms =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    public static double Of(double x)
    {
        if (!(x > 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument is above 0.");
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - Of(1 - x);
        double sum = terms[0];
        for (int i = 1; i < terms.Length; i++)
            sum += terms[i] / (x - 1 + i);
        double t = x - 0.5 + G;
        return 0.5 * Math.Log(2 * Math.PI) + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}
