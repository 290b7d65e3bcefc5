namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// Small orders often cost exactly the spread: on one-tick instruments 40 to 70 % of them. Blending two curves smears such an atom over a hair's breadth and then every interval that ends in it misses it.
/// Quantiles that lie within a small part of the half spread from the exact spread cost are therefore put onto it. The map is non-decreasing: nothing crosses, and cost stays monotone in size.
/// </summary>
internal static class AtomSnap
{
    /// <summary>In half spreads. The average of several fills resolves no finer.</summary>
    private const double Reach = 0.1;

    public static void Snap(Span<double> curveBps, double spreadCostBps, double halfSpreadBps)
    {
        double reachBps = Reach * halfSpreadBps;
        foreach (ref double value in curveBps)
        {
            if (Math.Abs(value - spreadCostBps) < reachBps)
                value = spreadCostBps;
        }
    }
}
