using ImpactService.ImpactModels.Distribution;

namespace ImpactService.Tests.ImpactModels.Distribution;

/// <summary>
/// The naive twin of the closed forms: integrals of the quantile function by Gauss-Legendre quadrature on each piece between levels, and on the tails by decades of their mass down to 1e-60.
/// </summary>
internal static class QuantileIntegrals
{
    private static readonly double[] nodes =
    [
        0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363,
    ];

    private static readonly double[] weights =
    [
        0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763,
    ];

    public static double Mean(CostDistribution d) => Integrate(d, 0, x => x);

    public static double Variance(CostDistribution d)
    {
        double mean = Mean(d);
        return Integrate(d, 0, x => (x - mean) * (x - mean));
    }

    public static double Shortfall(CostDistribution d, double level) => Integrate(d, level, x => x) / (1 - level);

    /// <summary>CRPS = E|X − y| − E|X − X′|/2 with the second term as ∫ Q(p)(2p − 1) dp.</summary>
    public static double Crps(CostDistribution d, double y)
    {
        double at = d.Cdf(y);
        double above = Integrate(d, at, x => x - y);
        double all = Integrate(d, 0, x => x - y);
        double spread = IntegrateLevels(d, 0, (p, x) => (x - y) * (2 * p - 1));
        return 2 * above - all - spread;
    }

    private static double Integrate(CostDistribution d, double from, Func<double, double> f) => IntegrateLevels(d, from, (_, x) => f(x));

    private static double IntegrateLevels(CostDistribution d, double from, Func<double, double, double> f)
    {
        double sum = 0;
        foreach ((double left, double right) in LowerPieces(d).Where(piece => piece.Right > from))
            sum += Gauss(Math.Max(left, from), right, p => f(p, d.QuantileBps(p)));
        double tailStart = Math.Min(1 - from, 0.01);
        foreach ((double left, double right) in TailPieces(tailStart))
            sum += Gauss(left, right, s => f(1 - s, UpperTail(d, s)));
        return sum;
    }

    private static double UpperTail(CostDistribution d, double survival) => d.Curve.Last + d.Curve.Upper.AtSurvival(Math.Min(1, survival / 0.01));

    private static IEnumerable<(double Left, double Right)> LowerPieces(CostDistribution d)
    {
        foreach ((double left, double right) in TailPieces(0.01).Reverse())
            yield return (left, right);
        double[] levels = d.Curve.Levels.ToArray();
        for (int i = 0; i + 1 < levels.Length; i++)
            yield return (levels[i], levels[i + 1]);
    }

    /// <summary>From start down by factors of 2^(1/2): smooth on each.</summary>
    private static IEnumerable<(double Left, double Right)> TailPieces(double start)
    {
        for (double right = start; right > 1e-60; right *= 0.7)
            yield return (0.7 * right, right);
    }

    private static double Gauss(double left, double right, Func<double, double> f)
    {
        double middle = 0.5 * (left + right);
        double half = 0.5 * (right - left);
        double sum = 0;
        for (int k = 0; k < nodes.Length; k++)
            sum += weights[k] * (f(middle - half * nodes[k]) + f(middle + half * nodes[k]));
        return half * sum;
    }
}
