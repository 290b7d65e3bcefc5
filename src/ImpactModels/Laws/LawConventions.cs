namespace ImpactService.ImpactModels.Laws;

/// <summary>Conversions and floors that every law shares, so that they are stated once.</summary>
public static class LawConventions
{
    public const double BpsPerUnit = 1e4;

    /// <summary>Kissell's volatility is annual: daily × √252.</summary>
    public const double TradingDaysPerYear = 252;

    /// <summary>
    /// A sweep has T = 0 and would cost infinitely much at an infinite rate: rates use at least one minute of a 6.5-hour session, the shortest horizon that the published fits contain.
    /// </summary>
    public const double MinimumHorizonDays = 1.0 / 390;

    /// <summary>The lag after which the price shift is measured, clamp(T, 1 min, 30 min), in days of 390 minutes, where the order does not say its own.</summary>
    public const double MinimumLagDays = 1.0 / 390;

    public const double MaximumLagDays = 30.0 / 390;

    public static double HorizonDays(in LawInput order) => Math.Max(order.HorizonDays, MinimumHorizonDays);

    public static double LagDays(in LawInput order) =>
        order.LagDays > 0 ? order.LagDays : Math.Clamp(order.HorizonDays, MinimumLagDays, MaximumLagDays);

    /// <summary>σ√T in bps, unfloored.</summary>
    public static double NoiseBps(double dailyVolatility, double days) => dailyVolatility * Math.Sqrt(days) * BpsPerUnit;
}
