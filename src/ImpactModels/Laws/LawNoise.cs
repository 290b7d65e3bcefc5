namespace ImpactService.ImpactModels.Laws;

/// <summary>Noise scales and residuals of both targets over the usable rows; missing price shifts are NaN.</summary>
internal sealed class LawNoise
{
    private LawNoise(NoiseScale slippage, NoiseScale priceShift) => (Slippage, PriceShift) = (slippage, priceShift);

    public NoiseScale Slippage { get; }

    public NoiseScale PriceShift { get; }

    /// <summary>Scales of what a law leaves over.</summary>
    public static LawNoise Of(LawRows rows, IImpactLaw law)
    {
        double[] slippage = [.. rows.Rows.Select(row => row.SlippageBps - law.SlippageBps(row.Order))];
        double[] priceShift = [.. rows.Rows.Select(row => row.PriceShiftBps - law.PriceShiftBps(row.Order))];
        return new LawNoise(Fit(rows, slippage, lag: false), Fit(rows, priceShift, lag: true));
    }

    private static NoiseScale Fit(LawRows rows, double[] residuals, bool lag)
    {
        int[] used = [.. Enumerable.Range(0, residuals.Length).Where(i => double.IsFinite(residuals[i]))];
        return NoiseScale.Fit(
            [.. used.Select(i => residuals[i])],
            [.. used.Select(i => rows.Rows[i].Order.HalfSpreadBps)],
            [.. used.Select(i => SigmaRootTBps(rows.Rows[i].Order, lag))],
            [.. used.Select(i => rows.Rows[i].Weight)]);
    }

    private static double SigmaRootTBps(in LawInput order, bool lag) =>
        LawConventions.NoiseBps(order.DailyVolatility, order.HorizonDays + (lag ? LawConventions.LagDays(order) : 0));
}
