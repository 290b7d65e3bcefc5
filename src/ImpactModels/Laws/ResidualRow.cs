namespace ImpactService.ImpactModels.Laws;

/// <summary>One scaled residual and where the table files it.</summary>
/// <param name="LogRatio">ln(σ√T/hs), see <see cref="ResidualAxes.LogRatio"/>.</param>
internal readonly record struct ResidualRow(double LogRatio, double TakerFraction, double Residual, double Weight, int Block);

/// <summary>The two axes of a residual table; neither depends on the order's size.</summary>
internal static class ResidualAxes
{
    /// <summary>Ratios beyond e^±6 are as extreme as these; a sweep (T = 0) is at the lower end.</summary>
    public const double MaximumLogRatio = 6;

    /// <summary>Between the named strategies 0.1, 0.5 and 1.</summary>
    public const double PassiveBelow = 0.3;

    public const double AggressiveFrom = 0.75;

    public const int TakerRows = 3;

    private const double TinyBps = 1e-6;

    public static double LogRatio(in LawInput order)
    {
        double noise = Math.Max(LawConventions.NoiseBps(order.DailyVolatility, order.HorizonDays), TinyBps);
        return Math.Clamp(Math.Log(noise / Math.Max(order.HalfSpreadBps, TinyBps)), -MaximumLogRatio, MaximumLogRatio);
    }

    public static int TakerRow(double takerFraction) => takerFraction < PassiveBelow ? 0 : takerFraction < AggressiveFrom ? 1 : 2;
}
