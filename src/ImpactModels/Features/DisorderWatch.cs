namespace ImpactService.ImpactModels.Features;

/// <summary>In what a market is out of order: far beyond anything that training saw, so that what was learned of it does not hold.</summary>
public enum MarketDisorder : byte
{
    None,

    /// <summary>The half spread is many times its usual.</summary>
    Spread,

    /// <summary>The mid moves many times as much as on a usual day.</summary>
    Volatility,

    /// <summary>The mid has jumped, as after a halt.</summary>
    Gap,
}

/// <summary>How far the market is out of order: each level in units of the one that opens the breaker; NaN where it cannot be told.</summary>
internal readonly record struct DisorderLevels(double Spread, double Volatility, double Gap)
{
    /// <summary>Two days' standard deviation within ten seconds: a jump, not a move, whatever a model has seen.</summary>
    private const double GapMultiple = 2;

    /// <param name="spreadRatio">As in <see cref="DisorderLimits"/>.</param>
    /// <param name="volatilityRatio">As in <see cref="DisorderLimits"/>.</param>
    /// <param name="gapRatio">|Log change of the mid in ten seconds| over daily volatility.</param>
    public static DisorderLevels Of(DisorderLimits limits, double spreadRatio, double volatilityRatio, double gapRatio) =>
        new(spreadRatio / limits.SpreadRatio, volatilityRatio / limits.VolatilityRatio, gapRatio / GapMultiple);

    public double Worst => Math.Max(Known(Gap), Math.Max(Known(Spread), Known(Volatility)));

    /// <summary>A jump makes the volatility jump too, so it is named first.</summary>
    public MarketDisorder Kind => Known(Gap) >= 1 ? MarketDisorder.Gap : Known(Spread) >= 1 ? MarketDisorder.Spread : MarketDisorder.Volatility;

    private static double Known(double level) => level > 0 ? level : 0;
}

/// <summary>The circuit breaker of one instrument, looked at once a second: opens at once, closes by itself after a minute far below what opened it, so that it does not flutter.</summary>
internal struct DisorderWatch
{
    /// <summary>Half of what opens it.</summary>
    private const double CalmLevel = 0.5;

    private const int CalmSeconds = 60;

    private int calm;

    public MarketDisorder State { get; private set; }

    public void OnSecond(in DisorderLevels levels)
    {
        double worst = levels.Worst;
        if (worst >= 1)
            (State, calm) = (levels.Kind, 0);
        else if (worst >= CalmLevel)
            calm = 0;
        else if (State != MarketDisorder.None && ++calm >= CalmSeconds)
            (State, calm) = (MarketDisorder.None, 0);
    }

    /// <summary>The state, or what has happened since the last whole second.</summary>
    public readonly MarketDisorder At(in DisorderLevels levels) => levels.Worst >= 1 ? levels.Kind : State;
}
