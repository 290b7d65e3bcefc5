namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// The size effect of a partly passive order: the permanent term (half the price shift) acts on all of it, the temporary rest on the taker part alone, a·Q traded at a times the rate and paid by a share a of the fills:
/// J = I/2 + a^(1 + exponent)·(J_taker − I/2). A weighted mean of two costs that grow with size, so it grows with size.
/// </summary>
internal static class TakerPart
{
    public static double Weight(double takerFraction, double exponent) => takerFraction >= 1 ? 1 : Math.Pow(Math.Max(takerFraction, 0), 1 + exponent);

    public static double SlippageBps(double takerFraction, double exponent, double takerSlippageBps, double priceShiftBps)
    {
        double permanent = 0.5 * priceShiftBps;
        return permanent + Weight(takerFraction, exponent) * (takerSlippageBps - permanent);
    }
}
