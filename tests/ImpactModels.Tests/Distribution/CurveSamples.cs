using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

/// <summary>Curves that tests share: smooth, skewed, tied, and random ones.</summary>
internal static class CurveSamples
{
    /// <summary>Non-decreasing values with random gaps, about a quarter of them ties.</summary>
    public static double[] Random(SeededRandom random, double scale)
    {
        double[] curve = new double[QuantileLevels.Count];
        double x = scale * 5 * random.NextNormal();
        for (int i = 0; i < curve.Length; i++)
        {
            curve[i] = x;
            x += random.NextDouble() < 0.25 ? 0 : scale * random.NextExponential();
        }

        return curve;
    }

    /// <summary>Normal quantiles at the 17 levels (Abramowitz and Stegun 26.2.23 is too coarse: typed from tables).</summary>
    public static double[] Normal(double mean, double deviation)
    {
        double[] z =
        [
            -2.3263478740408408, -1.959963984540054, -1.6448536269514729, -1.2815515655446004, -0.8416212335729143, -0.6744897501960817,
            -0.5244005127080407, -0.2533471031357997, 0, 0.2533471031357997, 0.5244005127080407, 0.6744897501960817,
            0.8416212335729143, 1.2815515655446004, 1.6448536269514722, 1.959963984540054, 2.3263478740408408,
        ];
        return [.. z.Select(q => mean + deviation * q)];
    }
}
