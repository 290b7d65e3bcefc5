namespace ImpactService.ImpactApi.Validation;

/// <summary>Bounds of what an estimate may be asked for: wide enough for any market, narrow enough that no number overflows on its way.</summary>
internal static class EstimateLimits
{
    /// <summary>The most units: the float of the largest companies is below 1e11, small tokens trade in 1e12.</summary>
    public const double QuantityMax = 1e12;

    /// <summary>Below it a quantity has digits that a decimal cannot hold. A satoshi is 1e-8.</summary>
    public const double QuantityMin = 1e-12;

    public const double NotionalMax = 1e15;

    /// <summary>A hundred days' volume within one session is beyond any law.</summary>
    public const double AdvFractionMax = 100;

    public const double PriceMin = 1e-12;

    public const double PriceMax = 1e12;

    /// <summary>No session lasts longer; the exact limit is the session's end.</summary>
    public const double HorizonSecondsMax = 31 * 86_400;

    public const int ThresholdCountMax = 50;

    public const int LevelCountMax = 50;

    /// <summary>A cost of a hundred times the price.</summary>
    public const double ThresholdBpsMax = 1e6;

    public const double FeesBpsMax = 1_000;

    public const double FeesPerUnitMax = 1e6;

    public const double AdvUnitsMin = 1e-9;

    public const double AdvUnitsMax = 1e15;

    public const double DailyVolatilityMin = 1e-6;

    public const double DailyVolatilityMax = 10;

    public const double HalfSpreadBpsMax = 5_000;
}
