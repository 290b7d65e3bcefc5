namespace ImpactService.ImpactModels.Numerics;

/// <summary>ln(1 + x) and exp(x) − 1 without cancellation near zero (Kahan's corrections), which the runtime's own LogP1 and ExpM1 do not give.</summary>
public static class PreciseMath
{
    /// <summary>ln(1 + x), relative error of a few ulp for x > −1.</summary>
    public static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>exp(x) − 1, relative error of a few ulp.</summary>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
            return x;
        double v = u - 1;
        return v == -1 || double.IsInfinity(u) ? v : v * (x / Math.Log(u));
    }
}
